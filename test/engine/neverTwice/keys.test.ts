import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import {
	CredentialStore,
	installedPackages,
	nodeOf,
	retryExecution,
	runWorkflow,
	STORED,
} from '../../support/engine';

const sandbox = KernelHostSandbox.forThisFile();

const monthly = { productId: byId('42'), billingCycle: 'monthly', idempotencyMode: 'automatic' };
const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const keys = () => sandbox.ordersAsked().map(({ key }) => key);
const different = () => new Set(keys()).size;

/** The next orders, as many as given, are rejected without effect. */
function reject(times: number, after = 0): void {
	sandbox.state.faults.add([
		{ service: 'kernelhost', path: '/v1/orders', status: 500, times, after },
	]);
}

/** An execution with an order node for each name, all of them after every branch. */
async function placeOrders(
	shape: { nodes?: string[]; branches?: string[]; workflowId?: string },
	rest: Partial<typeof STORED> = {},
) {
	const { nodes = ['Order'], branches = ['Branch'], workflowId = 'w' } = shape;
	const packages = await installedPackages();
	const credentials = await CredentialStore.of(sandbox.credentials());
	const start = nodeOf(packages, { name: 'Start', type: 'start' });
	const noOps = branches.map((name) => nodeOf(packages, { name, type: 'n8n-nodes-base.noOp' }));
	const orders = nodes.map((name) =>
		nodeOf(packages, {
			name,
			type: 'kernelHost',
			parameters: { resource: 'order', operation: 'create', ...monthly },
			credentials: credentials.references(),
		}),
	);
	const to = (names: string[]) => ({
		main: [names.map((node) => ({ node, type: 'main' as const, index: 0 }))],
	});
	return await runWorkflow({
		workflow: {
			id: workflowId,
			nodes: [start, ...noOps, ...orders],
			connections: {
				Start: to(branches),
				...Object.fromEntries(branches.map((name) => [name, to(nodes)])),
			},
		},
		startNode: 'Start',
		items: [{ json: {} }],
		credentials,
		packages,
		...rest,
	});
}

describe('the idempotency key of an order stays the same', () => {
	it('over Retry On Fail, both kinds of Retry Execution, and a retry of the retry', async () => {
		reject(12);
		const failed = await sandbox.run('order.create', monthly, { node: RETRY_ON_FAIL });
		const again = await failed.retry();
		const { nodes, ...saved } = failed.workflow;
		const current = {
			...saved,
			nodes: nodes.map((node) => ({ ...node, notes: 'edited meanwhile' })),
		};
		const withSaved = await again.retry(current);
		const last = await withSaved.retry(current);
		expect(keys()).toHaveLength(12);
		expect(sandbox.ordersPlaced()).toBe(0);
		expect([failed, again, withSaved, last].every(({ error }) => error !== undefined)).toBe(true);
		const done = await last.retry();
		expect(done.error).toBeUndefined();
		expect(different()).toBe(1);
		expect(new Set(sandbox.ordersAsked().map(({ nonce }) => nonce)).size).toBe(13);
		expect(sandbox.ordersPlaced()).toBe(1);
	});

	it('for every item of a run, including those placed before the failed one', async () => {
		reject(1, 2);
		const items = [{}, {}, {}, {}];
		const failed = await sandbox.run('order.create', monthly, { items });
		expect(failed.error).toHaveProperty('context.itemIndex', 2);
		expect(sandbox.ordersPlaced()).toBe(2);
		const again = await failed.retry();
		expect(again.items).toHaveLength(4);
		expect(keys().slice(3)).toEqual([...keys().slice(0, 3), keys().at(-1)]);
		expect(sandbox.ordersPlaced()).toBe(4);
	});

	it('when n8n restarts the stored execution after a crash', async () => {
		await sandbox.run('order.create', monthly, { items: [{}, {}], ...STORED });
		await sandbox.run('order.create', monthly, { items: [{}, {}, {}], ...STORED });
		expect(keys()).toEqual([...keys().slice(2, 4), ...keys().slice(2)]);
		expect(different()).toBe(3);
		expect(sandbox.ordersPlaced()).toBe(3);
	});

	it('if an earlier run’s data of the node has other field values', async () => {
		reject(1);
		const failed = await sandbox.run('order.create', monthly);
		const { nodes, ...saved } = failed.workflow;
		const edited = nodes.map((node) =>
			node.type.endsWith('kernelHost')
				? { ...node, parameters: { ...node.parameters, billingCycle: 'annually' } }
				: node,
		);
		await failed.retry({ ...saved, nodes: edited });
		expect(different()).toBe(1);
		expect(sandbox.ordersAsked().map(({ body }) => body)).toEqual([
			{ product_id: 42, billing_cycle: 'monthly' },
			{ product_id: 42, billing_cycle: 'annually' },
		]);
	});
});

describe('the idempotency key of an order differs', () => {
	it('for each run of the node in one execution', async () => {
		const { error } = await placeOrders({ branches: ['A', 'B', 'C'] });
		expect(error).toBeUndefined();
		expect([keys().length, different(), sandbox.ordersPlaced()]).toEqual([3, 3, 3]);
	});

	it('for each node of a workflow, with the same fields and items', async () => {
		await placeOrders({ nodes: ['Order', 'Order again'] });
		expect([keys().length, different()]).toEqual([2, 2]);
	});

	it('for each workflow, with the same node and execution ID', async () => {
		await placeOrders({ workflowId: 'one' }, STORED);
		await placeOrders({ workflowId: 'two' }, STORED);
		expect([keys().length, different()]).toEqual([2, 2]);
	});

	it('for each execution of a schedule', async () => {
		for (let n = 0; n < 3; n++) await placeOrders({});
		expect([keys().length, different()]).toEqual([3, 3]);
	});

	it('for each run in a retry too: a failed run is retried under its own key', async () => {
		reject(1, 2);
		const failed = await placeOrders({ branches: ['A', 'B', 'C'] });
		expect(failed.error).toBeDefined();
		await retryExecution(failed);
		expect(keys()).toHaveLength(4);
		expect(keys()[3]).toBe(keys()[2]);
		expect(different()).toBe(3);
	});

	it('for each operation on the same service', async () => {
		const fields = { serviceId: byId('1') };
		await sandbox.run('service.start', fields, STORED);
		await sandbox.run('service.stop', fields, STORED);
		expect([keys().length, different()]).toEqual([2, 2]);
	});
});
