import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CodexData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { KernelHost } from '../../../nodes/KernelHost/KernelHost.node';
import { KernelHostPollingTrigger } from '../../../nodes/KernelHost/KernelHostPollingTrigger.node';
import { KernelHostTrigger } from '../../../nodes/KernelHost/KernelHostTrigger.node';
import { KillB } from '../../../nodes/KillB/KillB.node';
import { KillBPollingTrigger } from '../../../nodes/KillB/KillBPollingTrigger.node';
import { KillBTrigger } from '../../../nodes/KillB/KillBTrigger.node';
import { panelEntries, searchPanel } from './panel';
import {
	COMMON_SEARCHES,
	FOREIGN_SEARCHES,
	KERNELHOST_SEARCHES,
	KILLB_SEARCHES,
	POLLING_SEARCHES,
	type Searches,
} from './searches';

const NODES = path.join(__dirname, '../../../nodes');

function described(node: INodeType, file: string): INodeTypeDescription & { codex: CodexData } {
	const codex = JSON.parse(readFileSync(path.join(NODES, file), 'utf8')) as CodexData;
	return { ...node.description, codex };
}

const kernelHost = described(new KernelHost(), 'KernelHost/KernelHost.node.json');
const kernelHostTrigger = described(
	new KernelHostTrigger(),
	'KernelHost/KernelHostTrigger.node.json',
);
const killB = described(new KillB(), 'KillB/KillB.node.json');
const killBTrigger = described(new KillBTrigger(), 'KillB/KillBTrigger.node.json');
const kernelHostPolling = described(
	new KernelHostPollingTrigger(),
	'KernelHost/KernelHostPollingTrigger.node.json',
);
const killBPolling = described(new KillBPollingTrigger(), 'KillB/KillBPollingTrigger.node.json');
const nodes = [kernelHost, kernelHostTrigger, killB, killBTrigger];
const entries = panelEntries(nodes);

const panel = panelEntries([...nodes, kernelHostPolling, killBPolling]);

const all = ({ english, spanish }: Searches) => [...english, ...spanish];
const withoutAccents = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
const wordsOf = ({ codex }: { codex: CodexData }) => codex.alias ?? [];

it("n8n's node panel shows an entry for each service, and one for each polling trigger", () => {
	expect(entries.map(({ key }) => key)).toEqual(['kernelHost', 'killB']);
	const keys = ['kernelHost', 'killB', 'kernelHostPollingTrigger', 'killBPollingTrigger'];
	expect(panel.map(({ key }) => key)).toEqual(keys);
});

describe('a search for a polling trigger', () => {
	it.each(all(POLLING_SEARCHES))('"%s" finds that of each service', (search) => {
		for (const typed of [search, withoutAccents(search), search.toUpperCase()]) {
			expect(searchPanel(typed, panel)).toEqual(
				expect.arrayContaining(['kernelHostPollingTrigger', 'killBPollingTrigger']),
			);
		}
	});

	it.each([
		['invoice paid', 'kernelHostPollingTrigger'],
		['servidor listo', 'kernelHostPollingTrigger'],
		['ramp completed', 'killBPollingTrigger'],
		['pago fallido', 'killBPollingTrigger'],
	])('"%s" finds %s', (search, found) => {
		expect(searchPanel(search, panel)).toContain(found);
	});

	it.each(['reboot', 'apagar servidor', 'send money', 'cuenta bancaria'])(
		'"%s" finds none, because a polling trigger can not do that',
		(search) => {
			expect(searchPanel(search, panel).join()).not.toMatch(/Polling/);
		},
	);
});

it('the searches are more than 80, at least 60 of them in Spanish', () => {
	const lists = [KERNELHOST_SEARCHES, KILLB_SEARCHES, COMMON_SEARCHES];
	const searches = lists.flatMap(all);
	expect(new Set(searches).size).toBe(searches.length);
	expect(searches.length).toBeGreaterThan(80);
	expect(lists.flatMap(({ spanish }) => spanish).length).toBeGreaterThan(60);
});

describe.each([
	['KernelHost', KERNELHOST_SEARCHES, ['kernelHost']],
	['KillB', KILLB_SEARCHES, ['killB']],
	['both services', COMMON_SEARCHES, ['kernelHost', 'killB']],
] as const)('a search for %s', (_, searches, found) => {
	it.each(all(searches))('"%s" finds it', (search) => {
		for (const typed of [search, withoutAccents(search), search.toUpperCase()]) {
			expect(searchPanel(typed, entries)).toEqual(expect.arrayContaining([...found]));
			expect(searchPanel(`${typed} trigger`, entries)).toEqual(expect.arrayContaining([...found]));
		}
	});
});

describe('a search for something else', () => {
	it.each(FOREIGN_SEARCHES)('"%s" finds nothing of this package', (search) => {
		expect(searchPanel(search, entries)).toEqual([]);
	});

	it.each([
		'reboot',
		'vps server',
		'servidor',
		'invoice',
		'factura',
		'hosting',
		'reseller',
		'root password',
		'apagar servidor',
		'contratar vps',
	])('"%s" does not find KillB', (search) => {
		expect(searchPanel(search, entries)).toEqual(['kernelHost']);
	});

	it.each([
		'usdc',
		'stablecoin',
		'pix',
		'clabe',
		'kyc',
		'payout',
		'wallet',
		'send money',
		'bank account',
		'cuenta bancaria',
		'dispersión',
	])('"%s" does not find KernelHost', (search) => {
		expect(searchPanel(search, entries)).toEqual(['killB']);
	});
});

describe.each([
	['KernelHost', kernelHost, kernelHostTrigger, kernelHostPolling],
	['KillB', killB, killBTrigger, killBPolling],
])('the aliases of %s', (_, node, trigger, polling) => {
	it('name nothing twice', () => {
		for (const words of [wordsOf(node), wordsOf(trigger), wordsOf(polling)]) {
			expect(words.length).toBe(new Set(words).size);
		}
	});

	it('have each word with an accent without it too', () => {
		for (const words of [wordsOf(node), wordsOf(trigger), wordsOf(polling)]) {
			expect(words).toEqual(expect.arrayContaining(words.map(withoutAccents)));
		}
	});

	it('include those of its trigger, which n8n does not read', () => {
		expect(wordsOf(node)).toEqual(expect.arrayContaining(wordsOf(trigger)));
	});
});

describe.each(['KernelHost/kernelhost', 'KillB/killb'])('the icon %s', (icon) => {
	const read = (ending: string) => readFileSync(path.join(NODES, `${icon}${ending}`), 'utf8');

	it('is the same for the trigger, which n8n marks with a bolt of its own', () => {
		expect(read('-trigger.svg')).toBe(read('.svg'));
		expect(read('-trigger.dark.svg')).toBe(read('.dark.svg'));
	});

	it('is of other colors in the dark theme', () => {
		const withoutColors = (svg: string) => svg.replace(/#[\da-f]{6}/g, '');
		expect(read('.dark.svg')).not.toBe(read('.svg'));
		expect(withoutColors(read('.dark.svg'))).toBe(withoutColors(read('.svg')));
	});
});
