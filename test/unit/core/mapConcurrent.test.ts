import * as fc from 'fast-check';
import { mapConcurrent } from '../../../core/concurrency';
import { SimulatedTime } from './simulatedTime';

/** Items by duration in milliseconds, and whether they fail. */
const items = fc.array(fc.record({ takes: fc.nat(50), fails: fc.boolean() }), { maxLength: 60 });
const parallelism = fc.integer({ min: 1, max: 12 });

interface Watched {
	started: number[];
	underWay: number;
	mostUnderWay: number;
	/** started although an item had failed */
	afterFailure: number[];
}

/** Simulates work and observes it. */
async function watch(
	list: ReadonlyArray<{ takes: number; fails: boolean }>,
	options: { parallel: number; stopAtFailure: boolean },
) {
	const time = new SimulatedTime();
	const watched: Watched = { started: [], underWay: 0, mostUnderWay: 0, afterFailure: [] };
	let hasFailed = false;
	const outcomes = await time.run(
		mapConcurrent(
			list.length,
			async (index) => {
				watched.started.push(index);
				if (hasFailed) watched.afterFailure.push(index);
				watched.mostUnderWay = Math.max(watched.mostUnderWay, ++watched.underWay);
				await time.sleep(list[index]?.takes ?? 0);
				watched.underWay--;
				if (!list[index]?.fails) return `result ${index}`;
				hasFailed = true;
				throw new Error(`failure ${index}`);
			},
			options,
		),
	);
	return { outcomes, watched };
}

const expected = (fails: boolean, index: number) =>
	fails
		? { ok: false, error: new Error(`failure ${index}`) }
		: { ok: true, value: `result ${index}` };

describe('mapping items concurrently', () => {
	it('returns the outcomes in order, respects the limit, and starts each item once and in order', async () => {
		await fc.assert(
			fc.asyncProperty(items, parallelism, async (list, parallel) => {
				const { outcomes, watched } = await watch(list, { parallel, stopAtFailure: false });
				expect(outcomes).toEqual(list.map(({ fails }, index) => expected(fails, index)));
				expect(watched.started).toEqual(list.map((_, index) => index));
				expect(watched.mostUnderWay).toBe(Math.min(parallel, list.length));
				expect(watched.underWay).toBe(0);
			}),
			{ numRuns: 60 },
		);
	});

	it('stops at a failure with the result of a sequential run, and leaves nothing in flight', async () => {
		await fc.assert(
			fc.asyncProperty(items, parallelism, async (list, parallel) => {
				const { outcomes, watched } = await watch(list, { parallel, stopAtFailure: true });
				const first = list.findIndex(({ fails }) => fails);
				const upTo = first === -1 ? list : list.slice(0, first + 1);
				expect(outcomes).toEqual(upTo.map(({ fails }, index) => expected(fails, index)));
				expect(watched.afterFailure).toEqual([]);
				expect(watched.underWay).toBe(0);
				if (parallel === 1) expect(watched.started).toHaveLength(upTo.length);
			}),
			{ numRuns: 100 },
		);
	});

	it('throws the first failure by order, even if a later item failed earlier', async () => {
		const list = [
			{ takes: 50, fails: true },
			{ takes: 1, fails: true },
			{ takes: 100, fails: false },
		];
		const { outcomes, watched } = await watch(list, { parallel: 2, stopAtFailure: true });
		expect(outcomes).toEqual([expected(true, 0)]);
		expect(watched.started).toEqual([0, 1]);
	});

	it('treats a synchronous exception like any other failure', async () => {
		const outcomes = await mapConcurrent(
			3,
			(index) => {
				if (index === 1) throw new Error('at once');
				return Promise.resolve(index);
			},
			{ parallel: 2, stopAtFailure: false },
		);
		expect(outcomes).toEqual([
			{ ok: true, value: 0 },
			{ ok: false, error: new Error('at once') },
			{ ok: true, value: 2 },
		]);
	});
});
