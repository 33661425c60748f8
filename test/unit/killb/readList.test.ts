import type { IDataObject } from 'n8n-workflow';
import { readList } from '../../../nodes/KillB/pages';
import { requiredText } from '../../../nodes/shared/fields/fields';
import { operation, type ExecutionContext } from '../../../nodes/shared/operation/operation';
import { buildRequest } from '../../../nodes/shared/operation/results';

/** A KillB list of numbered entries under the name `things`; `counted` gives the page count. */
function listOf(length: number, counted: (pages: number) => IDataObject) {
	const requested: IDataObject[] = [];
	const ask = async (query: IDataObject) => {
		requested.push(query);
		const { page, limit } = query as { page: number; limit: number };
		const all = Array.from({ length }, (_, id) => ({ id }));
		const things = all.slice((page - 1) * limit, page * limit);
		const body = { things, ...counted(Math.ceil(length / limit)) };
		return await Promise.resolve({ status: 200, headers: {}, attempts: 1, body });
	};
	return { ask, requested };
}

const ALL = { returnAll: true, limit: undefined };
const resource = 'things';

describe('readList', () => {
	it.each<[string, (pages: number) => IDataObject]>([
		['totalPage', (pages) => ({ totalPage: pages })],
		['totalPages', (pages) => ({ totalPages: pages, total: 25, page: 1, limit: 10 })],
		['totalPage as text', (pages) => ({ totalPage: String(pages) })],
		['totalPages as text', (pages) => ({ totalPages: String(pages) })],
	])('reads to the end by the page count called %s', async (_, counted) => {
		const { ask, requested } = listOf(25, counted);
		const values = { ...ALL, options: { pageSize: 5 } };
		const entries = await readList({ ask, resource, values });
		expect(entries.map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_entry, id) => id));
		expect(requested).toHaveLength(5);
	});

	it.each([{ totalPage: 'many' }, { totalPage: -1 }, { totalPage: 1.5 }, { totalPage: null }, {}])(
		'ignores %j as a count and reads until a page is empty',
		async (counted) => {
			const { ask, requested } = listOf(20, () => counted);
			const entries = await readList({
				ask,
				resource,
				values: { ...ALL, options: { pageSize: 5 } },
			});
			expect(entries).toHaveLength(20);
			expect(requested).toHaveLength(5);
		},
	);

	it('requests no more entries than are wanted', async () => {
		const { ask, requested } = listOf(3, (pages) => ({ totalPage: pages }));
		await readList({ ask, resource, values: { returnAll: false, limit: 2 } });
		expect(requested).toEqual([{ page: 1, limit: 2 }]);
	});
});

describe('the request of a list', () => {
	it('adds each page to the filters, and may be retried', async () => {
		const things = operation({
			name: 'Get Many',
			action: 'Get many things',
			description: 'List things',
			endpoint: 'GET /api/v2/things/{kind}',
			fields: { kind: requiredText({ displayName: 'Kind' }) },
			query: () => ({ status: 'ACTIVE', page: 9 }),
		});
		const page = { query: { page: 1, limit: 2 } };
		expect(await buildRequest(things, { kind: 'a b' }, {} as ExecutionContext, page)).toEqual({
			method: 'GET',
			path: '/api/v2/things/a%20b',
			query: { status: 'ACTIVE', page: 1, limit: 2 },
			repeatable: true,
		});
	});
});
