import type { ListAnswer, Query } from '../../../core/pagination/lenient';
import { EndlessList } from '../../../core/pagination/pages';
import { readLenientList } from './lenientReading';

const names = { page: 'page', limit: 'limit', cursor: 'after' };

/** The requests received by a server that gives these responses in order, then an empty page. */
async function requested(
	answers: Array<Partial<ListAnswer> | object>,
	{ wanted, ...differing }: Partial<typeof names> & { wanted?: number } = {},
): Promise<Query[]> {
	const queries: Query[] = [];
	let count = 0;
	await readLenientList({
		ask: async (query) => {
			const given = (answers[queries.length] ?? { body: [] }) as Partial<ListAnswer>;
			queries.push(query);
			return await Promise.resolve({ body: given, headers: {}, ...given });
		},
		entriesOf: (body) => (Array.isArray(body) ? body : [{ entry: ++count }, { entry: ++count }]),
		names: { ...names, ...differing },
		pageSize: 2,
		wanted,
	});
	return queries;
}

const first = { page: 1, limit: 2 };
const second = { page: 2, limit: 2 };

describe('an undocumented list ends if the response', () => {
	it.each([
		...['next', 'next_url', 'next_page_url'].map((name) => ({ [name]: null })),
		...['next_cursor', 'nextCursor', 'next_token', 'nextToken'].flatMap((name) => [
			{ [name]: null },
			{ [name]: '' },
		]),
		...['total_pages', 'totalPages', 'totalPage', 'last_page', 'pages'].flatMap((name) => [
			{ [name]: 1 },
			{ [name]: '1' },
			{ [name]: 0 },
		]),
		...['total', 'total_count', 'totalCount', 'total_items'].flatMap((name) => [
			{ [name]: 2 },
			{ [name]: '2' },
			{ [name]: 1 },
		]),
		...['has_more', 'hasMore'].map((name) => ({ [name]: false })),
		...['meta', 'pagination', 'paging', 'page_info', 'links', '_links'].map((name) => ({
			[name]: { total: 2 },
		})),
		{ links: { next: { href: null } } },
		{ next: null, total: 99 },
		{ total_pages: 'many', total: 2 },
		{ total: 'many', has_more: false },
	])('says so: %j', async (answer) => {
		expect(await requested([answer])).toEqual([first]);
	});

	it('has a Link header without a next page', async () => {
		for (const link of ['<https://h/x?page=1>; rel="prev"', '<https://h>; title="x"', '']) {
			expect(await requested([{ body: {}, headers: { link } }])).toEqual([first]);
		}
	});
});

describe('an undocumented list continues if the response', () => {
	it.each([
		...['total_pages', 'last_page'].map((name) => ({ [name]: 2 })),
		{ total: 3 },
		{ total: 2.5 },
		{ total: 1.5 },
		{ total: '1.5' },
		{ total: '-1' },
		{ total: [2] },
		{ next: ['/x?p=2'] },
		{ total: '2x' },
		{ total: null },
		{ total: true },
		{ total: 'x2' },
		{ has_more: true },
		{ has_more: 0 },
		{ meta: [{ total: 2 }] },
		{ meta: { inner: { total: 2 } } },
		{ next: 'there is more' },
		{ next: 7 },
		{ unknown: null },
	])('says so, or is not understood: %j', async (answer) => {
		expect(await requested([answer])).toEqual([first, second]);
	});

	it.each([
		[{ next_cursor: 'c1' }, { after: 'c1', limit: 2 }],
		[{ nextToken: 7 }, { after: '7', limit: 2 }],
		[
			{ meta: { nextCursor: 'c1' }, total: 2 },
			{ after: 'c1', limit: 2 },
		],
		[{ next: '/x?offset=2&limit=9' }, { offset: '2', limit: '9' }],
		[{ next: '?start=2' }, { start: '2', limit: 2 }],
		[{ next: '/x/2' }, { limit: 2 }],
		[
			{ next: '/x?p=2', next_cursor: 'c1' },
			{ p: '2', limit: 2 },
		],
		[{ _links: { next: { href: 'https://h/x?p=2' } } }, { p: '2', limit: 2 }],
		[
			{ next_page_url: 'https://h/x?p=2', total: 2 },
			{ p: '2', limit: 2 },
		],
	])('%j determines the next request', async (answer, query) => {
		expect(await requested([answer])).toEqual([first, query]);
	});

	it.each([
		'<https://h/x?p=2>; rel="next"',
		'<https://h/x?p=2>; rel=next',
		'<https://h/x?p=2> ; REL="NEXT"',
		'<https://h/x?p=1>; rel="first", <https://h/x?p=2>;rel="next"',
		'<https://h/x?p=2>; title="x"; rel="next", <https://h/x?p=9>; rel="last"',
	])('names the next page in its Link header: %s', async (link) => {
		expect(await requested([{ body: {}, headers: { link } }])).toEqual([
			first,
			{ p: '2', limit: 2 },
		]);
	});

	it('is not an object', async () => {
		for (const body of [null, 'text', 7]) {
			expect(await requested([{ body }])).toEqual([first, second]);
		}
	});

	it('counts beyond nine', async () => {
		expect(await requested(Array.from({ length: 9 }, () => ({ total: 12 })))).toHaveLength(6);
	});

	it('counts the pages from the current one', async () => {
		const answer = { total_pages: 2 };
		expect(await requested([answer, answer, answer])).toEqual([first, second]);
		const total = { total: 4 };
		expect(await requested([total, total, total])).toEqual([first, second]);
	});
});

describe('an undocumented list', () => {
	it('requests no more than wanted, and sends no limit if that parameter has no name', async () => {
		expect(await requested([{}], { wanted: 1 })).toEqual([{ page: 1, limit: 1 }]);
		expect(await requested([{ next_cursor: 'c' }], { limit: '' })).toEqual([
			{ page: 1 },
			{ after: 'c' },
		]);
	});

	it('is requested again without a page if only the cursor has no name', async () => {
		expect(await requested([{ next_cursor: 'c' }], { cursor: '' })).toEqual([first, { limit: 2 }]);
	});

	it('may be read from a body that is an array', async () => {
		expect(await requested([{ body: [1, 2] }, { body: [3] }])).toEqual([
			first,
			second,
			{ page: 3, limit: 2 },
		]);
	});

	it('ends with an error after 10,000 pages', async () => {
		let pages = 0;
		const reading = readLenientList({
			ask: async () => await Promise.resolve({ body: [++pages], headers: {} }),
			entriesOf: (body) => body as number[],
			names,
			pageSize: 1,
			wanted: undefined,
		});
		await expect(reading).rejects.toThrow(
			new EndlessList('The list still had more pages after 10000 pages.'),
		);
		expect(pages).toBe(10_000);
	});
});
