import * as fc from 'fast-check';
import type { ListAnswer, Query } from '../../../core/pagination/lenient';
import { readLenientList } from './lenientReading';

const names = { page: 'page', limit: 'limit', cursor: 'cursor' };

type Speak = (
	page: number,
	size: number,
	total: number,
) => Partial<ListAnswer> & { extra?: object };

/**
 * Servers that page in every usual way; each receives `page` or a cursor and returns at most its
 * own largest size.
 */
const WAYS: Record<string, Speak> = {
	'a count of pages': (_, size, total) => ({ extra: { total_pages: Math.ceil(total / size) } }),
	'a count of pages in meta': (_, size, total) => ({
		extra: { meta: { last_page: Math.ceil(total / size) } },
	}),
	'a count of entries': (_, __, total) => ({ extra: { total } }),
	has_more: (page, size, total) => ({ extra: { has_more: page * size < total } }),
	'a cursor': (page, size, total) => ({
		extra: { next_cursor: page * size < total ? String(page + 1) : null },
	}),
	'a next link': (page, size, total) => ({
		extra: { links: { next: page * size < total ? `/v1/x?page=${page + 1}&limit=${size}` : null } },
	}),
	'a Link header': (page, size, total) => ({
		headers:
			page * size < total
				? { link: `<https://h/v1/x?page=${page + 1}>; rel="next"` }
				: { link: '<https://h>; rel="first"' },
	}),
	nothing: () => ({}),
};

function server(total: number, largest: number, speak: Speak) {
	const requested: Query[] = [];
	const entries = Array.from({ length: total }, (_, id) => ({ id }));
	const ask = async (query: Query): Promise<ListAnswer> => {
		requested.push(query);
		const page = Number(query.cursor ?? query.page ?? 1);
		const size = Math.min(Number(query.limit ?? largest), largest);
		const { extra = {}, headers = {} } = speak(page, size, total);
		const data = entries.slice((page - 1) * size, page * size);
		return await Promise.resolve({ body: { data, ...extra }, headers });
	};
	return { requested, entries, ask };
}

const entriesOf = (body: unknown) => (body as { data: Array<{ id: number }> }).data;

describe('a list with undocumented paging', () => {
	it.each(Object.entries(WAYS))(
		'is read completely, in order and once, from a server with %s',
		async (_, speak) => {
			await fc.assert(
				fc.asyncProperty(
					fc.nat(60),
					fc.integer({ min: 1, max: 20 }),
					fc.integer({ min: 1, max: 20 }),
					fc.option(fc.integer({ min: 1, max: 80 }), { nil: undefined }),
					async (total, largest, pageSize, wanted) => {
						const { ask, entries } = server(total, largest, speak);
						const read = await readLenientList({ ask, entriesOf, names, pageSize, wanted });
						expect(read).toEqual(entries.slice(0, wanted));
					},
				),
			);
		},
	);

	it('ends if the server repeats the same page forever', async () => {
		const ask = async () => await Promise.resolve({ body: { data: [{ id: 1 }] }, headers: {} });
		const read = await readLenientList({ ask, entriesOf, names, pageSize: 1, wanted: undefined });
		expect(read).toEqual([{ id: 1 }]);
	});

	it('ends if two pages alternate forever', async () => {
		let n = 0;
		const ask = async () =>
			await Promise.resolve({ body: { data: [{ id: n++ % 2 }] }, headers: {} });
		const read = await readLenientList({ ask, entriesOf, names, pageSize: 1, wanted: undefined });
		expect(read).toEqual([{ id: 0 }, { id: 1 }]);
	});

	it('ends with an error, not a partial list, if new pages never end', async () => {
		let n = 0;
		const ask = async () => await Promise.resolve({ body: { data: [{ id: n++ }] }, headers: {} });
		await expect(
			readLenientList({ ask, entriesOf, names, pageSize: 1, wanted: undefined }),
		).rejects.toThrow(/still had more pages/);
	});

	it('requests no more than wanted', async () => {
		const { ask, requested } = server(100, 10, WAYS.nothing as Speak);
		await readLenientList({ ask, entriesOf, names, pageSize: 10, wanted: 20 });
		expect(requested).toEqual([
			{ page: 1, limit: 10 },
			{ page: 2, limit: 10 },
		]);
	});

	it('uses only the query of a link, never its host', async () => {
		const requested: Query[] = [];
		const ask = async (query: Query) => {
			requested.push(query);
			const next = requested.length === 1 ? 'https://evil.example/steal?page=2' : null;
			return await Promise.resolve({
				body: { data: [{ id: requested.length }], next },
				headers: {},
			});
		};
		await readLenientList({ ask, entriesOf, names, pageSize: 5, wanted: undefined });
		expect(requested).toEqual([
			{ page: 1, limit: 5 },
			{ limit: 5, page: '2' },
		]);
	});

	it.each([
		['a total', { total: 9 }, 'pageParameter'],
		['a number of pages', { meta: { total_pages: 3 } }, 'pageParameter'],
		['has_more', { has_more: true }, 'pageParameter'],
		['a cursor', { next_cursor: 'c' }, 'cursorParameter'],
	])(
		'fails if the next page is the same again although %s says that there are more',
		async (_, hints, setting) => {
			const ask = async () =>
				await Promise.resolve({ body: { data: [{ id: 1 }], ...hints }, headers: {} });
			const reading = readLenientList({ ask, entriesOf, names, pageSize: 5, wanted: undefined });
			await expect(reading).rejects.toMatchObject({
				errorCode: 'LIST_REPEATED',
				message: expect.stringContaining(setting) as unknown,
			});
		},
	);

	it('ends if the next page is the same again and nothing says that there are more', async () => {
		const ask = async () => await Promise.resolve({ body: { data: [{ id: 1 }] }, headers: {} });
		const reading = readLenientList({ ask, entriesOf, names, pageSize: 5, wanted: undefined });
		await expect(reading).resolves.toEqual([{ id: 1 }]);
	});

	it('is requested once if the page parameter has no name', async () => {
		const { ask, requested } = server(30, 10, WAYS.nothing as Speak);
		const unnamed = { page: '', limit: '', cursor: '' };
		await readLenientList({ ask, entriesOf, names: unnamed, pageSize: 10, wanted: undefined });
		expect(requested).toEqual([{}]);
	});
});
