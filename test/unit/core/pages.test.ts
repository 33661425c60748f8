import * as fc from 'fast-check';
import { EndlessList, type FetchPage, readPages } from '../../../core/pagination/pages';

/** A server with a list of numbers, which counts its requests. */
function server(
	length: number,
	{ largestSize = Infinity, counts = true }: { largestSize?: number; counts?: boolean } = {},
) {
	const all = Array.from({ length }, (_, index) => ({ id: index }));
	const requested: Array<{ page: number; size: number }> = [];
	const fetchPage: FetchPage<{ id: number }> = async (page, size) => {
		requested.push({ page, size });
		const used = Math.min(size, largestSize);
		const items = all.slice((page - 1) * used, page * used);
		return counts ? { items, totalPages: Math.ceil(length / used) } : { items };
	};
	return { all, requested, fetchPage };
}

describe('readPages', () => {
	it('returns exactly the first entries that are wanted, whatever the sizes', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.record({
					length: fc.nat(120),
					pageSize: fc.integer({ min: 1, max: 50 }),
					largestSize: fc.integer({ min: 1, max: 50 }),
					counts: fc.boolean(),
					wanted: fc.option(fc.nat(150), { nil: undefined }),
				}),
				async ({ length, pageSize, largestSize, counts, wanted }) => {
					const { all, requested, fetchPage } = server(length, { largestSize, counts });
					const entries = await readPages(fetchPage, { wanted, pageSize });
					expect(entries).toEqual(all.slice(0, wanted));
					expect(new Set(requested.map(({ size }) => size)).size).toBeLessThanOrEqual(1);
					expect(requested.map(({ page }) => page)).toEqual(requested.map((_, index) => index + 1));
				},
			),
		);
	});

	it('requests no page beyond the last one counted, and never more than wanted', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(120),
				fc.integer({ min: 1, max: 50 }),
				fc.integer({ min: 1, max: 150 }),
				async (length, pageSize, wanted) => {
					const { requested, fetchPage } = server(length);
					await readPages(fetchPage, { wanted, pageSize });
					const size = Math.min(pageSize, wanted);
					const needed = Math.ceil(Math.min(length, wanted) / size);
					expect(requested).toHaveLength(Math.max(1, needed));
				},
			),
		);
	});

	it('requests nothing if nothing is wanted', async () => {
		const { requested, fetchPage } = server(5);
		expect(await readPages(fetchPage, { wanted: 0, pageSize: 10 })).toEqual([]);
		expect(requested).toEqual([]);
	});

	it('ends at a repeated page, because a server may ignore the page number', async () => {
		const ignoring: FetchPage<number> = async () => ({ items: [1, 2, 3] });
		expect(await readPages(ignoring, { wanted: undefined, pageSize: 3 })).toEqual([1, 2, 3]);
		const lying: FetchPage<number> = async () => ({ items: [1, 2, 3], totalPages: 1e9 });
		expect(await readPages(lying, { wanted: undefined, pageSize: 3 })).toEqual([1, 2, 3]);
		const circling: FetchPage<number> = async (page) => ({ items: [page % 3] });
		expect(await readPages(circling, { wanted: undefined, pageSize: 1 })).toEqual([1, 2, 0]);
	});

	it('ends at an empty page even if the server counts more', async () => {
		const fetchPage: FetchPage<number> = async (page) => ({
			items: page < 3 ? [page] : [],
			totalPages: 99,
		});
		expect(await readPages(fetchPage, { wanted: undefined, pageSize: 1 })).toEqual([1, 2]);
	});

	it('always ends, with an error instead of a partial list', async () => {
		let requested = 0;
		const endless: FetchPage<number> = async (page) => {
			requested++;
			return { items: [page] };
		};
		const reading = readPages(endless, { wanted: undefined, pageSize: 1, maximumPages: 25 });
		await expect(reading).rejects.toThrow(EndlessList);
		expect(requested).toBe(25);
	});

	it('passes on the error of a page', async () => {
		const { fetchPage } = server(30);
		const failing: FetchPage<{ id: number }> = async (page, size) => {
			if (page === 2) throw new Error('page 2 is broken');
			return await fetchPage(page, size);
		};
		await expect(readPages(failing, { wanted: undefined, pageSize: 10 })).rejects.toThrow(
			'page 2 is broken',
		);
	});

	it('reads pages of any size', async () => {
		const { all, fetchPage } = server(300_000);
		const entries = await readPages(fetchPage, { wanted: undefined, pageSize: 200_000 });
		expect(entries).toHaveLength(all.length);
	});
});
