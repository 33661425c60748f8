import assert from 'node:assert/strict';
import type { INode } from 'n8n-workflow';
import type { Records } from '../../sandbox';
import { executionEnd, itemsOf, ranNode } from '../support/n8n/executions';
import type { Stack } from '../support/n8n/stack';
import { waitFor } from '../support/n8n/waitFor';
import { PERSON_FORM } from '../support/killb/people';
import { chain, node } from './stackForTests';
import { webhookNode } from '../support/n8n/chain';

type N8n = Pick<Stack, 'client' | 'credentials' | 'sandbox'>;

/** n8n looks for executions whose wait is over once a minute. */
const PATIENCE = { timeout: 400_000, interval: 1000 };

const waits = { waitUntilDone: true, waitAtMost: 30 };

/** A node that waits for an order. */
function order({ credentials }: N8n): INode {
	return node({
		name: 'Order',
		type: 'n8n-nodes-kernelhost-killb.kernelHost',
		parameters: {
			resource: 'order',
			operation: 'create',
			productId: { __rl: true, mode: 'id', value: '42' },
			billingCycle: 'monthly',
			idempotencyMode: 'automatic',
			options: waits,
		},
		credentials: { kernelHostApi: { id: credentials.kernelhost, name: 'any' } },
	});
}

/** A node that waits for the decision about two users. */
function users({ credentials }: N8n, more: Partial<INode> = {}): INode {
	return node({
		name: 'User',
		type: 'n8n-nodes-kernelhost-killb.killB',
		parameters: {
			resource: 'user',
			operation: 'create',
			...PERSON_FORM,
			email: '={{ $json.email }}',
			externalIdMode: 'own',
			externalId: '={{ $json.email }}',
			options: waits,
		},
		credentials: { killBApi: { id: credentials.killb, name: 'any' } },
		...more,
	});
}

/** A published workflow that has begun, and its first execution: the others are its checks. */
class Begun {
	private constructor(
		private readonly n8n: N8n,
		private readonly workflowId: string,
		private readonly executionId: string,
	) {}

	static async by(n8n: N8n, webhookUrl: string, path: string, nodes: INode[]): Promise<Begun> {
		const { client } = n8n;
		const start = webhookNode('Start', path, { responseMode: 'onReceived' });
		const end = node({ name: 'End', type: 'n8n-nodes-base.noOp' });
		const created = await client.createWorkflow(chain(path, [start, ...nodes, end]));
		await client.publish(created);
		const isLive = async () => {
			const { status } = await fetch(`${webhookUrl}/webhook/${path}`, { method: 'POST' });
			return status === 200 || undefined;
		};
		await waitFor(`${path} to be live`, isLive);
		const first = async () => (await client.executions(created.id))[0];
		const { id } = await waitFor('the execution to begin', first);
		return new Begun(n8n, created.id, id);
	}

	/**
	 * Whether n8n has stored it and its check, and none of the two is about to run: n8n can't resume an
	 * execution that is killed while it runs.
	 */
	async isAsleep(): Promise<boolean> {
		const executions = await this.n8n.client.executions(this.workflowId);
		const soon = Date.now() + 20_000;
		return (
			executions.length === 2 &&
			executions.every(
				({ status, waitTill }) => status === 'waiting' && Date.parse(waitTill ?? '') > soon,
			)
		);
	}

	async end() {
		return await executionEnd(this.n8n.client, this.workflowId, this.executionId, PATIENCE);
	}
}

/**
 * An order that is provisioned, and users that are decided about, long after n8n began to wait.
 * @param interrupt runs while n8n waits
 */
export async function proveWaiting(
	n8n: N8n,
	webhookUrl: string,
	interrupt: () => Promise<void>,
): Promise<void> {
	const { sandbox } = n8n;
	// The order can't be read until later; a failed check is no failure.
	await sandbox.control('POST', '/faults', {
		faults: [{ service: 'kernelhost', method: 'GET', path: '/orders/', status: 404, times: 1000 }],
	});
	await sandbox.control('PUT', '/killb', { newUserStatus: 'PENDING' });
	const emails = (name: string) =>
		node({
			name: 'Two',
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			parameters: {
				jsCode: `return ['a', 'b'].map((user) => ({ json: { email: '${name}.' + user + '@n8n.example' } }));`,
			},
		});
	const begin = async (path: string, nodes: INode[]) =>
		await Begun.by(n8n, webhookUrl, path, nodes);
	const [ordered, stopped, continued] = await Promise.all([
		begin('wait-order', [order(n8n)]),
		begin('wait-stop', [emails('stop'), users(n8n)]),
		begin('wait-continue', [emails('go'), users(n8n, { onError: 'continueErrorOutput' })]),
	]);
	const areAsleep = async () => {
		const each = [ordered, stopped, continued].map(async (one) => await one.isAsleep());
		return (await Promise.all(each)).every(Boolean) || undefined;
	};
	await waitFor('n8n to wait', areAsleep, PATIENCE);
	await interrupt();

	await sandbox.control('DELETE', '/faults');

	const records = async () => await sandbox.control<Records>('GET', '/records');
	for (const { id, externalId } of (await records()).killb.users) {
		const status = externalId?.includes('.b@') ? 'REJECTED' : 'ACTIVE';
		await sandbox.control('PUT', `/users/${id}`, { status });
	}

	const done = await ordered.end();
	assert.equal(done.summary.status, 'success');
	const [item, ...others] = itemsOf(done.data, 'Order');
	assert.deepEqual(others, []);
	assert.equal(item?.json['status'], 'provisioned');
	assert.equal((item?.json['idempotency'] as { mode: string }).mode, 'automatic');
	assert.equal(item?.json['waitUntilDone'], undefined);
	assert.deepEqual(itemsOf(done.data, 'End').length, 1);
	assert.equal((await records()).kernelhost.orders.length, 1);

	const failed = await stopped.end();
	assert.equal(failed.summary.status, 'error');
	assert.ok(!ranNode(failed.data, 'End'));
	const { message, context } = failed.data.resultData.error as unknown as {
		message: string;
		context: { data: { code: string; status: string } };
	};
	assert.match(message, /^User [-\w]+ ended with the status REJECTED/);
	assert.deepEqual([context.data.code, context.data.status], ['WAIT_FAILED', 'REJECTED']);

	const split = await continued.end();
	assert.equal(split.summary.status, 'success');
	const [active, rejected] = [0, 1].map((output) => itemsOf(split.data, 'User', output));
	assert.deepEqual(
		active?.map(({ json, pairedItem }) => [json['status'], pairedItem]),
		[['ACTIVE', { item: 0 }]],
	);
	assert.equal(rejected?.length, 1);
	const json = rejected[0]?.json ?? {};
	const error = json['error'] as { message: string; code: string };
	assert.match(error.message, /ended with the status REJECTED/);
	assert.equal(error.code, 'WAIT_FAILED');
	assert.equal(json['email'], 'go.b@n8n.example');
	const created = (await sandbox.journal()).filter(
		({ direction, method, path }) =>
			direction === 'in' && method === 'POST' && path.endsWith('/users'),
	);
	assert.equal(created.length, 4);
}
