import type { IDataObject } from 'n8n-workflow';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';
import {
	CredentialStore,
	installedPackages,
	N8N,
	nodeOf,
	onlyWhere,
	retryExecution,
	runWorkflow,
} from '../../support/engine';

const sandbox = KernelHostSandbox.forThisFile();

const ORDER = { productId: byId('42'), billingCycle: 'monthly', idempotencyMode: 'automatic' };

const itIfStartIsStored = onlyWhere(N8N.storesStart, it);
const itIfStartIsNotStored = onlyWhere(!N8N.storesStart, it);

const keys = () => sandbox.ordersAsked().map(({ key }) => key);
const nextMillisecond = async () => await new Promise((resolve) => setTimeout(resolve, 5));

describe('two executions never share an automatic key', () => {
	it('without an execution ID', async () => {
		await sandbox.run('order.create', ORDER, { withoutExecutionId: true });
		await sandbox.run('order.create', ORDER, { withoutExecutionId: true });
		expect(new Set(keys()).size).toBe(2);
		expect(sandbox.ordersPlaced()).toBe(2);
	});

	itIfStartIsNotStored('with a repeated execution ID and another event', async () => {
		await sandbox.run('order.create', ORDER, { executionId: '3', items: [{ customer: 1 }] });
		await sandbox.run('order.create', ORDER, { executionId: '3', items: [{ customer: 2 }] });
		expect(sandbox.ordersPlaced()).toBe(2);
	});

	itIfStartIsStored('with a repeated execution ID, as after a restored backup', async () => {
		const first = await sandbox.run('order.create', ORDER, { executionId: '2' });
		await nextMillisecond();
		const second = await sandbox.run('order.create', ORDER, { executionId: '2' });
		expect(second.items[0]?.json.id).not.toBe(first.items[0]?.json.id);
		expect(sandbox.ordersPlaced()).toBe(2);
	});
});

describe('all attempts of one execution share an automatic key', () => {
	/** An order node that is replaced under its name between an execution and its retry. */
	async function replaced(items: number) {
		const packages = await installedPackages();
		const credentials = await CredentialStore.of(sandbox.credentials());
		const order = (id: string) =>
			nodeOf(packages, {
				id,
				name: 'Order',
				type: 'kernelHost',
				credentials: credentials.references(),
				parameters: { resource: 'order', operation: 'create', ...ORDER },
			});
		const workflow = (id: string) => ({
			id: 'w',
			nodes: [nodeOf(packages, { name: 'Start', type: 'start' }), order(id)],
			connections: { Start: { main: [[{ node: 'Order', type: 'main' as const, index: 0 }]] } },
		});
		const failed = await runWorkflow({
			workflow: workflow('first-id'),
			startNode: 'Start',
			credentials,
			packages,
			items: Array.from({ length: items }, () => ({ json: {} })),
		});
		return { failed, retry: async () => await retryExecution(failed, workflow('second-id')) };
	}

	it('after the node was deleted and added again under its name', async () => {
		sandbox.state.faults.add([{ service: 'kernelhost', path: '/v1/orders', after: 2 }]);
		const { failed, retry } = await replaced(4);
		expect(failed.error).toBeDefined();
		expect(sandbox.ordersPlaced()).toBe(2);
		const retried = await retry();
		expect(retried.error).toBeUndefined();
		expect(sandbox.ordersPlaced()).toBe(4);
	});

	itIfStartIsNotStored('when n8n 1.x runs a stalled job again', async () => {
		const run = async (items: IDataObject[]) =>
			await sandbox.run('order.create', ORDER, { executionId: '78', items });
		const event = { customer: 1 };
		await run([event, {}]);
		await nextMillisecond();
		await run([event, {}, {}]);
		expect(new Set(keys()).size).toBe(3);
		expect(sandbox.ordersPlaced()).toBe(3);
	});

	it('when n8n restarts the stored execution after a crash', async () => {
		const started = await sandbox.run('order.create', ORDER, { executionId: '77' });
		const runtimeData = started.data.executionData?.runtimeData;
		await nextMillisecond();
		await sandbox.run('order.create', ORDER, {
			executionId: '77',
			...(runtimeData ? { runtimeData } : {}),
		});
		expect(new Set(keys()).size).toBe(1);
		expect(sandbox.ordersPlaced()).toBe(1);
	});
});
