import * as fc from 'fast-check';
import { type FetchPage, type Page, readPages } from '../../../core/pagination/pages';

/** A page as a server returns it, or its failure. */
type Answer = Page<number> | Error;

/**
 * The result of reading one page after the other: the list's rules again, without any read-ahead.
 */
function oneByOne(answerOf: (page: number) => Answer, wanted = Infinity) {
	const entries: number[] = [];
	const seen: string[] = [];
	let formerLength = 0;
	for (let number = 1; entries.length < wanted; number++) {
		const answer = answerOf(number);
		if (answer instanceof Error) return { outcome: answer, pages: number };
		const print = JSON.stringify(answer.items);
		if (answer.items.length === 0 || seen.includes(print)) {
			return { outcome: entries, pages: number };
		}
		seen.push(print);
		entries.push(...answer.items);
		const counted = answer.totalPages;
		const isLast = counted === undefined ? answer.items.length < formerLength : number >= counted;
		if (isLast || entries.length >= wanted) {
			return { outcome: entries.slice(0, wanted), pages: number };
		}
		formerLength = answer.items.length;
	}
	return { outcome: [], pages: 0 };
}

/** A server whose responses arrive in any order; it observes its requests. */
function watched(scheduler: fc.Scheduler, answerOf: (page: number) => Answer) {
	const seen = { requested: [] as number[], underWay: 0, most: 0, failed: false, afterFailure: 0 };
	const fetchPage: FetchPage<number> = async (page) => {
		seen.requested.push(page);
		if (seen.failed) seen.afterFailure++;
		seen.most = Math.max(seen.most, ++seen.underWay);
		await scheduler.schedule(Promise.resolve(), `page ${page}`);
		seen.underWay--;
		const answer = answerOf(page);
		if (answer instanceof Error) {
			seen.failed = true;
			throw answer;
		}
		return answer;
	};
	return { seen, fetchPage };
}

async function outcomeOf(scheduler: fc.Scheduler, reading: Promise<number[]>) {
	return await scheduler.waitFor(reading.catch((error: unknown) => error));
}

const parallel = fc.integer({ min: 1, max: 20 });
const wanted = fc.option(fc.nat(60), { nil: undefined });

/**
 * Responses of a completely inconsistent server: counts that come, go and change, pages that
 * repeat, fail or are empty.
 */
const answers = fc.array(
	fc.oneof(
		{ weight: 8, arbitrary: fc.record({ items: fc.array(fc.nat(9), { maxLength: 5 }) }) },
		{
			weight: 30,
			arbitrary: fc.record({
				items: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
				totalPages: fc.nat(30),
			}),
		},
		{ weight: 1, arbitrary: fc.string().map((message) => new Error(message)) },
	),
	{ maxLength: 25 },
);

describe('reading pages concurrently', () => {
	it('returns the same as reading one by one, whatever the order of responses', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				answers,
				parallel,
				wanted,
				async (scheduler, given, most, enough) => {
					const answerOf = (page: number) => given[page - 1] ?? { items: [] };
					const { seen, fetchPage } = watched(scheduler, answerOf);
					const reading = { wanted: enough, pageSize: 5, parallel: most };
					const outcome = await outcomeOf(scheduler, readPages(fetchPage, reading));
					const expected = oneByOne(answerOf, enough);
					expect(outcome).toEqual(expected.outcome);
					expect(seen.most).toBeLessThanOrEqual(most);
					expect(seen.underWay).toBe(0);
					expect(seen.afterFailure).toBe(0);
					expect(seen.requested).toEqual(seen.requested.map((_, index) => index + 1));
					if (most === 1) expect(seen.requested).toHaveLength(expected.pages);
				},
			),
			{ numRuns: 1000 },
		);
	});

	it('requests exactly the needed pages of a consistent server, as many at once as allowed', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				fc.record({
					length: fc.nat(150),
					pageSize: fc.integer({ min: 1, max: 30 }),
					largestSize: fc.integer({ min: 1, max: 30 }),
				}),
				parallel,
				wanted,
				async (scheduler, { length, pageSize, largestSize }, most, enough) => {
					const size = Math.min(pageSize, enough ?? Infinity, largestSize);
					const all = Array.from({ length }, (_, index) => index);
					const { seen, fetchPage } = watched(scheduler, (page) => ({
						items: all.slice((page - 1) * size, page * size),
						totalPages: Math.ceil(length / size),
					}));
					const reading = readPages(fetchPage, { wanted: enough, pageSize, parallel: most });
					expect(await outcomeOf(scheduler, reading)).toEqual(all.slice(0, enough));
					const needed = Math.ceil(Math.min(length, enough ?? Infinity) / size);
					const pages = enough === 0 ? 0 : Math.max(1, needed);
					expect(seen.requested).toHaveLength(pages);
					expect(seen.most).toBe(Math.min(Math.max(1, pages - 1), most, pages));
				},
			),
		);
	});

	it('duplicates and loses nothing while entries are appended, and ends', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				fc.nat(60),
				fc.integer({ min: 1, max: 10 }),
				fc.array(fc.nat(5), { maxLength: 40 }),
				parallel,
				async (scheduler, length, size, growth, most) => {
					let now = length;
					const added = growth[Symbol.iterator]();
					const { fetchPage } = watched(scheduler, (page) => {
						now += Number(added.next().value ?? 0);
						const all = Array.from({ length: now }, (_, index) => index);
						return {
							items: all.slice((page - 1) * size, page * size),
							totalPages: Math.ceil(now / size),
						};
					});
					const reading = { wanted: undefined, pageSize: size, parallel: most };
					const outcome = await outcomeOf(scheduler, readPages(fetchPage, reading));
					const entries = outcome as number[];
					expect(new Set(entries).size).toBe(entries.length);
					expect(entries).toEqual([...entries].sort((a, b) => a - b));
					const missing = Array.from({ length }, (_, id) => id).filter(
						(id) => !entries.includes(id),
					);
					expect(missing).toEqual([]);
				},
			),
		);
	});

	it('ignores the failure of a later page if the list ended before it', async () => {
		const fetchPage: FetchPage<number> = async (page) => {
			if (page === 1) return { items: [1], totalPages: 5 };
			if (page === 2) return { items: [2], totalPages: 2 };
			throw new Error(`page ${page} is gone`);
		};
		const reading = { wanted: undefined, pageSize: 1, parallel: 5 };
		expect(await readPages(fetchPage, reading)).toEqual([1, 2]);
	});

	it('throws the first failure by page order, even if a later page failed sooner', async () => {
		let fail: (error: Error) => void = () => undefined;
		const late = new Promise<never>((_, reject) => (fail = reject));
		const requested: number[] = [];
		const fetchPage: FetchPage<number> = async (page) => {
			requested.push(page);
			if (page === 1) return { items: [1], totalPages: 9 };
			if (page === 2) return await late;
			if (page === 3) {
				fail(new Error('page 2'));
				throw new Error('page 3');
			}
			return { items: [page], totalPages: 9 };
		};
		const reading = readPages(fetchPage, { wanted: undefined, pageSize: 1, parallel: 3 });
		await expect(reading).rejects.toThrow('page 2');
		expect(requested).toEqual([1, 2, 3, 4]);
	});
});
