import type { Profiler } from 'node:inspector';
import { PARTS, spentIn } from '../../../bench/webhooks/profile';

const frame = (functionName: string, url: string) => ({
	functionName,
	url,
	scriptId: '0',
	lineNumber: 0,
	columnNumber: 0,
});

const profile: Profiler.Profile = {
	startTime: 0,
	endTime: 0,
	nodes: [
		{ id: 1, callFrame: frame('(root)', ''), children: [2, 3, 4, 5] },
		{ id: 2, callFrame: frame('(idle)', '') },
		{ id: 3, callFrame: frame('(garbage collector)', '') },
		{
			id: 4,
			callFrame: frame('handle', 'file:///x/node_modules/n8n/dist/webhooks.js'),
			children: [6, 8],
		},
		{ id: 5, callFrame: frame('(program)', '') },
		{
			id: 6,
			callFrame: frame('acquire', 'file:///x/@n8n/expression-runtime/dist/pool.js'),
			children: [7],
		},
		{ id: 7, callFrame: frame('Isolate', '') },
		{
			id: 8,
			callFrame: frame('constructor', 'file:///x/n8n-nodes-kernelhost-killb/dist/core/webhook.js'),
		},
	],
	samples: [2, 3, 4, 5, 6, 7, 8],
	timeDeltas: [100_000, 1000, 2000, 3000, 4000, 5000, 6000],
};

describe('the processor time of a profile', () => {
	const spent = spentIn(profile, 30_000);

	it('counts for the file that it was spent in', () => {
		expect(spent['this package']).toBe(6);
		expect(spent['the rest of n8n']).toBe(2);
		expect(spent['garbage collection']).toBe(1);
	});

	it('counts what is native for who called it', () => {
		expect(spent['V8 isolates of n8n’s expression engine']).toBe(9);
	});

	it('leaves idleness out, and has everything else of the process in other threads', () => {
		expect(spent['other threads']).toBe(9);
		expect(PARTS.reduce((sum, part) => sum + spent[part], 0)).toBe(30);
	});
});
