import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SimulatedLimits } from '../../../bench/scale/limits';
import { simulate } from '../../../bench/scale/simulation';
import { grid, tableOf, withSimulation } from '../../../bench/scale/tables';

const page = readFileSync(path.join(__dirname, '../../../docs/scale.md'), 'utf8');

describe('the simulation of many workers', () => {
	it('is what docs/scale.md has, as far as it is quick: every number of workers with one key', () => {
		for (const line of tableOf(grid([1]))
			.split('\n')
			.slice(2))
			expect(page).toContain(line);
	});

	it('has the same outcome every time', () => {
		const setting = { workers: 3, keys: 2, addresses: 1, offered: 'more' as const };
		expect(simulate(setting)).toEqual(simulate(setting));
	});

	it('lets nothing more through than the limits of keys and addresses', () => {
		const busy = { workers: 4, addresses: 1, offered: 'more' as const };
		expect(simulate({ ...busy, keys: 1 }).throughput).toBeLessThan(1.02);
		// Twenty keys could take twice what one address may.
		expect(simulate({ ...busy, keys: 20 }).throughput).toBeLessThan(0.51);
	});

	it('gives up no order while 64 workers share a key', () => {
		const crowd = simulate({ workers: 64, keys: 1, addresses: 64, offered: 'more' });
		expect(crowd.failed).toBeLessThan(0.005);
		expect(crowd.throughput).toBeGreaterThan(0.98);
	});
});

describe('the simulated server', () => {
	it('lets a burst through at once, then one a second, and says when', () => {
		const limits = new SimulatedLimits(1, 1);
		const taken = Array.from({ length: 21 }, () => limits.take(0, 0, 0));
		expect(taken.map(({ allowed }) => allowed)).toEqual([...Array<boolean>(20).fill(true), false]);
		expect(taken[0]?.remaining).toBe(19);
		expect(taken[20]).toEqual({ allowed: false, remaining: 0, retryAfterMs: 1000 });
		expect(limits.take(0, 0, 1000).allowed).toBe(true);
		expect(limits.take(0, 0, 1001).allowed).toBe(false);
	});
});

it('is put between its markers, and nowhere else', () => {
	const made = withSimulation(page, 'TABLES');
	expect(made).toContain('-->\n\nTABLES\n\n<!--');
	expect(withSimulation(made, 'TABLES')).toBe(made);
	expect(() => withSimulation('no markers', 'TABLES')).toThrow('lacks the markers');
});
