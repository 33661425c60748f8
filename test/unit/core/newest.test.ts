import { readNewest } from '../../../core/pagination/newest';
import type { FetchPage } from '../../../core/pagination/pages';

/** A server with the numbers from 1 to `count`, of which the highest is the newest. */
function server(count: number, { oldestFirst = true, counts = true } = {}) {
	const entries = Array.from({ length: count }, (_, index) => index + 1);
	if (!oldestFirst) entries.reverse();
	const asked: number[] = [];
	const fetchPage: FetchPage<number> = async (page, size) => {
		asked.push(page);
		const items = entries.slice((page - 1) * size, page * size);
		return counts ? { items, totalPages: Math.ceil(count / size) } : { items };
	};
	return { fetchPage, asked };
}

const isOldestFirst = (entries: readonly number[]) => (entries[0] ?? 0) < (entries.at(-1) ?? 0);

async function newest({ fetchPage }: ReturnType<typeof server>, wanted: number) {
	return await readNewest(fetchPage, { wanted, pageSize: 3, isOldestFirst });
}

describe('the newest entries', () => {
	it('of a list that begins with them are on its first pages', async () => {
		const list = server(100, { oldestFirst: false });
		expect(await newest(list, 6)).toEqual({ entries: [100, 99, 98, 97, 96, 95], isCut: true });
		expect(list.asked).toEqual([1, 2]);
	});

	it('of a list that begins with the oldest are on its last pages', async () => {
		const list = server(100);
		expect(await newest(list, 6)).toEqual({ entries: [100, 99, 98, 97, 96, 95], isCut: true });
		expect(list.asked).toEqual([1, 34, 33, 32]);
	});

	it('of a list without a count that begins with the oldest are read to its end', async () => {
		const list = server(10, { counts: false });
		expect(await newest(list, 6)).toEqual({ entries: [10, 9, 8, 7, 6, 5], isCut: true });
		expect(list.asked).toEqual([1, 2, 3, 4]);
	});

	it.each([
		['oldest', true],
		['newest', false],
	])(
		'of a short list that begins with the %s are all, and each page is read once',
		async (_, oldestFirst) => {
			const list = server(5, { oldestFirst });
			expect(await newest(list, 6)).toEqual({ entries: [5, 4, 3, 2, 1], isCut: false });
			expect(list.asked.sort()).toEqual([1, 2]);
		},
	);

	it('of an empty list are none', async () => {
		expect(await newest(server(0), 6)).toEqual({ entries: [], isCut: false });
	});

	it('are none if a page fails', async () => {
		const { fetchPage } = server(100);
		const failing: FetchPage<number> = async (page, size) => {
			if (page === 33) throw new Error('page 33');
			return await fetchPage(page, size);
		};
		const reading = readNewest(failing, { wanted: 6, pageSize: 3, isOldestFirst });
		await expect(reading).rejects.toThrow('page 33');
	});
});
