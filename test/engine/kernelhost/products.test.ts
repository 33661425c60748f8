import type { INodeParameters } from 'n8n-workflow';
import { loadList, WireServer } from '../../support/engine';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forThisFile();

describe('Product: Get Many', () => {
	it('lists up to the limit, or all on request', async () => {
		const all = await sandbox.run('product.getAll', { returnAll: true });
		const two = await sandbox.run('product.getAll', { returnAll: false, limit: 2 });
		expect(all.items.length).toBeGreaterThan(2);
		expect(two.items.map(({ json }) => json)).toEqual(
			all.items.slice(0, 2).map(({ json }) => json),
		);
		expect(sandbox.requests()).toEqual(['GET /v1/products', 'GET /v1/products']);
	});

	it.each(['data', 'items', 'resource', 'array'] as const)(
		'reads the list in the form %s',
		async (envelope) => {
			sandbox.state.update('lists', { envelope });
			const { items } = await sandbox.run('product.getAll', { returnAll: true });
			expect(items.map(({ json }) => json.id)).toContain(42);
		},
	);

	it('handles a list longer than the maximum number of function arguments', async () => {
		const server = await WireServer.start();
		try {
			const products = Array.from({ length: 200_000 }, (_, id) => ({ id }));
			server.answer(() => ({ body: products }));
			const { items, error } = await sandbox.run(
				'product.getAll',
				{ returnAll: true },
				{ credentials: sandbox.credentials({ apiRoot: server.url }) },
			);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(200_000);
		} finally {
			await server.close();
		}
	});

	it('returns one list per item, linked to it', async () => {
		const { items } = await sandbox.run(
			'product.getAll',
			{ returnAll: false, limit: '={{ $json.n }}' },
			{ items: [{ n: 1 }, { n: 2 }] },
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});
});

describe('Product: Get', () => {
	it('reads a product by the ID of each item', async () => {
		const { items } = await sandbox.run(
			'product.get',
			{ productId: byId('={{ $json.id }}') },
			{ items: [{ id: 42 }] },
		);
		expect(items[0]?.json).toMatchObject({ id: 42 });
	});
});

describe('the product picker', () => {
	it('lists names with IDs, and filters by the typed text', async () => {
		const load = async (filter?: string) =>
			await loadList({
				type: 'kernelHost',
				method: 'searchProducts',
				credentials: sandbox.credentials(),
				...(filter === undefined ? {} : { filter }),
			});
		const all = await load();
		expect(all.results.length).toBeGreaterThan(2);
		expect((await load('(42)')).results).toEqual([
			{ name: expect.stringContaining('(42)') as string, value: '42' },
		]);
		expect((await load('no such product')).results).toEqual([]);
	});

	it('explains a missing permission of the key', async () => {
		sandbox.state.update('scopes', { scopes: [] });
		await expect(
			loadList({
				type: 'kernelHost',
				method: 'searchProducts',
				credentials: sandbox.credentials(),
			}),
		).rejects.toThrow(/does not have the permission .*\. Choose By ID to enter it directly\.$/);
	});
});

describe('the list of billing cycles', () => {
	const cycles = async (parameters: INodeParameters, filter?: string, apiRoot?: string) =>
		await loadList({
			type: 'kernelHost',
			method: 'searchBillingCycles',
			credentials: sandbox.credentials(apiRoot === undefined ? {} : { apiRoot }),
			parameters,
			...(filter === undefined ? {} : { filter }),
		});

	it('has those of the chosen product, with their prices', async () => {
		const { results } = await cycles({ productId: byId('42') });
		expect(results[0]).toEqual({
			name: expect.stringMatching(/^monthly \([\d.]+ EUR\)$/),
			value: 'monthly',
		});
		const found = await cycles({ productId: byId('42') }, ' ANNUAL');
		expect(found.results.map(({ value }) => value)).toEqual(['annually']);
	});

	it.each([byId(''), byId('={{ $json.product }}'), undefined])(
		'asks for the product first: %j',
		async (productId) => {
			const parameters = productId === undefined ? {} : { productId };
			await expect(cycles(parameters)).rejects.toMatchObject({
				message: 'Choose a product first, or select "By Name" and enter the cycle, e.g. monthly',
			});
			expect(sandbox.requests()).toEqual([]);
		},
	);

	it('says what to do where the product names none', async () => {
		const server = await WireServer.start(() => ({ body: { id: 42, name: 'KVM' } }));
		try {
			await expect(cycles({ productId: byId('42') }, '', server.url)).rejects.toMatchObject({
				message: expect.stringMatching(
					/^KernelHost lists no billing cycles for this product\. Select "By Name"/,
				) as string,
			});
		} finally {
			await server.close();
		}
	});
});
