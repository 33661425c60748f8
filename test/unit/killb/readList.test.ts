import type { IDataObject } from 'n8n-workflow';
import { readList } from '../../../nodes/KillB/pages';
import type { ApiRequest } from '../../../nodes/shared/client/service';

/** A KillB list of numbered entries under the name `things`, with its pages counted as `counted` says. */
function listOf(length: number, counted: (pages: number) => IDataObject) {
	const asked: ApiRequest[] = [];
	const api = {
		send: async (request: ApiRequest) => {
			asked.push(request);
			const { page, limit } = request.query as { page: number; limit: number };
			const all = Array.from({ length }, (_, id) => ({ id }));
			const things = all.slice((page - 1) * limit, page * limit);
			return {
				status: 200,
				headers: {},
				attempts: 1,
				body: { things, ...counted(Math.ceil(length / limit)) },
			};
		},
	};
	return { api, asked };
}

const ALL = { returnAll: true, limit: undefined };
const read = { path: '/api/v2/things', resource: 'things' };

describe('readList', () => {
	it.each<[string, (pages: number) => IDataObject]>([
		['totalPage', (pages) => ({ totalPage: pages })],
		['totalPages', (pages) => ({ totalPages: pages, total: 25, page: 1, limit: 10 })],
		['totalPage as text', (pages) => ({ totalPage: String(pages) })],
		['totalPages as text', (pages) => ({ totalPages: String(pages) })],
	])('reads to the end by the count of pages called %s', async (_, counted) => {
		const { api, asked } = listOf(25, counted);
		const values = { ...ALL, options: { pageSize: 5 } };
		const entries = await readList({ ...read, api, values });
		expect(entries.map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_entry, id) => id));
		expect(asked).toHaveLength(5);
	});

	it.each([{ totalPage: 'many' }, { totalPage: -1 }, { totalPage: 1.5 }, { totalPage: null }, {}])(
		'takes %j for no count, and reads on until a page is empty',
		async (counted) => {
			const { api, asked } = listOf(20, () => counted);
			const entries = await readList({
				...read,
				api,
				values: { ...ALL, options: { pageSize: 5 } },
			});
			expect(entries).toHaveLength(20);
			expect(asked).toHaveLength(5);
		},
	);

	it('sends the filters with each page, as a read that may be repeated', async () => {
		const { api, asked } = listOf(3, (pages) => ({ totalPage: pages }));
		const query = { status: 'ACTIVE', page: 9 };
		await readList({ ...read, api, query, values: { returnAll: false, limit: 2 } });
		expect(asked).toEqual([
			{
				method: 'GET',
				path: '/api/v2/things',
				query: { status: 'ACTIVE', page: 1, limit: 2 },
				repeatable: true,
			},
		]);
	});
});
