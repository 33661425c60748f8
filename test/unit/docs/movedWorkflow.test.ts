import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { movedWorkflow } from '../../support/n8n/movedWorkflow';

const EXAMPLES = path.join(__dirname, '../../../examples');
const files = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));

const folder = mkdtempSync(path.join(tmpdir(), 'moved-'));
afterAll(() => rmSync(folder, { recursive: true }));

const nodesOf = (text: string) => (JSON.parse(text) as { nodes: INode[] }).nodes;

describe.each(files)('the commands of docs/install.md on %s', (name) => {
	const file = path.join(EXAMPLES, name);
	const original = readFileSync(file, 'utf8');
	const moved = movedWorkflow(file, 'single');
	const copy = path.join(folder, name);

	it('change the types of this package’s nodes, and nothing else', () => {
		const expected = nodesOf(original).map((node) => ({
			...node,
			type: node.type
				.replace(/^n8n-nodes-kernelhost-killb\.(?=kernelHost)/, 'n8n-nodes-kernelhost.')
				.replace(/^n8n-nodes-kernelhost-killb\.(?=killB)/, 'n8n-nodes-killb.'),
		}));
		expect(nodesOf(moved)).toEqual(expected);
		expect(moved).not.toContain('"n8n-nodes-kernelhost-killb.');
	});

	it('change all of them in a file of one line, as n8n’s command line exports it', () => {
		writeFileSync(copy, JSON.stringify(JSON.parse(original)));
		expect(nodesOf(movedWorkflow(copy, 'single'))).toEqual(nodesOf(moved));
	});

	it('bring back the same file', () => {
		writeFileSync(copy, moved);
		expect(movedWorkflow(copy, 'combined')).toBe(original);
	});
});
