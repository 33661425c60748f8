import type { Bench, BenchContext, Section, Series } from '../bench';
import { grid, KEYS, tableOf, WORKERS } from '../scale/tables';

async function run({ quick }: BenchContext): Promise<Section> {
	const numbers = quick ? KEYS.slice(0, 1) : KEYS;
	const rows = grid(numbers);
	const series = numbers.flatMap((keys): Series[] => {
		const ofKeys = rows.filter((row) => row.keys === keys);
		const name = keys === 1 ? '1 key' : `${keys} keys`;
		return [
			{ name: `${name}: of the limit`, samples: ofKeys.map(({ busy }) => busy.throughput * 100) },
			{ name: `${name}: 429s`, samples: ofKeys.map(({ busy }) => busy.refused * 100) },
		];
	});
	return {
		title: 'Workers that share keys, in simulated time',
		method: METHOD,
		unit: '%',
		series,
		along: { name: 'Workers', values: WORKERS },
		findings: [],
		details: tableOf(rows),
	};
}

const METHOD = `The token bucket and the attempts that ship, in simulated time, against another implementation of a token bucket (the package \`limiter\`) with KernelHost's documented limits by key. Nothing
is measured by a clock, and every run gives the same. Every worker always has two orders waiting for every key; each has an IP address of its own. "Of the limit" are the orders accepted, as part of
what the keys' limits let through; "429s" are part of all requests; "given up" are orders that used up their attempts. Fairness is Jain's index over the workers' orders. The last
three columns are the same with orders for nine tenths of the limit, at random times. What it means for a million orders a day is in [scale.md](scale.md).`;

export const bench: Bench = { name: 'scale', run };
