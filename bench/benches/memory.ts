import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../test/support/n8n/runtime';
import type { Bench, BenchContext, Section, Series } from '../bench';
import { compareToGoal } from '../goal';
import type { Grown } from '../memory/child';
import { expectedDigest, PAGE_SIZE, userServer } from '../memory/users';
import { inTurns } from '../rounds';
import { ratioOf } from '../statistics';

const CHILD = path.join(root, 'bench', 'memory', 'child.ts');
const NODE = 'The node’s Return All: reachable';
const PLAIN = 'The array in plain JavaScript: reachable';
const NODE_RESIDENT = 'The node’s Return All: resident';
const PLAIN_RESIDENT = 'The array in plain JavaScript: resident';
const MOST_ROUNDS = 3;

async function run({ quick, rounds, say, folder }: BenchContext): Promise<Section> {
	const count = quick ? 20_000 : 100_000;
	const digest = expectedDigest(count);
	const server = await userServer(count);
	const mebibytes = (reader: 'node' | 'plain', measure: 'live' | 'resident') => async () => {
		say(`${reader}, ${measure}`);
		const fields = JSON.stringify(server.fields);
		const grown = await inChild([reader, measure, fields], folder);
		if (grown.count !== count || grown.digest !== digest) {
			throw new Error(`${reader} read ${grown.count} users of ${count}, or in another order`);
		}
		return grown.bytes / 2 ** 20;
	};
	let series: Series[];
	try {
		series = await inTurns(Math.min(rounds, MOST_ROUNDS), {
			[NODE]: mebibytes('node', 'live'),
			[PLAIN]: mebibytes('plain', 'live'),
			...(existsSync('/proc/self/clear_refs')
				? {
						[NODE_RESIDENT]: mebibytes('node', 'resident'),
						[PLAIN_RESIDENT]: mebibytes('plain', 'resident'),
					}
				: {}),
		});
	} finally {
		await server.close();
	}
	const title = `Memory at its peak for Return All over ${count.toLocaleString('en')} users`;
	const goal = (what: string, above: string, below: string) =>
		compareToGoal(
			`${title}, ${what}, against the same array in plain JavaScript`,
			ratioOf(series, above, below),
			'≤',
			1.5,
			'×',
		);
	return {
		title,
		method: METHOD,
		unit: 'MiB above everything loaded',
		series,
		findings: [
			goal('reachable', NODE, PLAIN),
			...(series.some(({ name }) => name === NODE_RESIDENT)
				? [goal('resident', NODE_RESIDENT, PLAIN_RESIDENT)]
				: []),
		],
		remarks: REMARKS,
	};
}

async function inChild(parameters: string[], folder: string): Promise<Grown> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--expose-gc', '--import', 'tsx', CHILD, ...parameters],
		{
			cwd: root,
			env: {
				...process.env,
				N8N_USER_FOLDER: path.join(folder, 'memory'),
				N8N_LOG_LEVEL: 'silent',
			},
		},
	);
	return JSON.parse(stdout) as Grown;
}

const METHOD = `User: Get Many with Return All, as built, in a workflow on n8n-core's engine in a process of its own, and held is the whole execution as n8n
holds it. Beside it, in a like process that has loaded the same modules and run the same node once, plain JavaScript: page after page
fetched (with axios, as n8n does), parsed, and its users pushed into an array. Both read pages of ${PAGE_SIZE} from the same server, in another process; number and order of the users are
compared. At most ${MOST_ROUNDS} rounds. The limit of requests is set out of the way: here memory is measured, not pace.

Two measures, both of the growth over the process with everything loaded, so that n8n's own size does not make a difference look small. "Reachable" is what is left after full
collections, forced once a second and at the end, at its largest: what has to be there, whatever the collector does. "Resident" is the largest
resident set (VmHWM) of a run without forced collections, with Node's default settings: what a machine has to have, garbage included.`;

const REMARKS = [
	`An item of n8n is the user, an object around it, and the link to its input item. The node keeps of each page a fingerprint, by which it would notice a page that comes twice.`,
];

export const bench: Bench = { name: 'memory', run };
