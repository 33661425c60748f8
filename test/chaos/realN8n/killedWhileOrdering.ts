import { setTimeout as sleep } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';
import { chain, node, startedByPost } from '../../support/n8n/chain';
import type { ExecutionSummary } from '../../support/n8n/n8nTypes';
import type { Stack } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';
import { byId } from '../../support/kernelhost/kernelHostSandbox';
import { orderReferences, type RealRun, settled } from './realRun';

const ORDERS = 100;
/**
 * The orders before n8n is killed, and the milliseconds that each takes, so that many are still
 * pending.
 */
const KILLED_AFTER = 40;
const ORDER_TAKES_MS = 40;
/** n8n resumes nothing by itself: for so long nothing more may be ordered after the restart. */
const QUIET_MS = 5_000;
const PATH = 'chaos-orders';

/**
 * Places 100 orders under business references; n8n is killed in the middle and started again. It
 * marks the execution as crashed and does not continue it, so the operator runs the same input once
 * more: only what is missing is ordered.
 */
export async function killedWhileOrdering(stack: Stack): Promise<RealRun> {
	const { sandbox, client, killN8n, restartN8n } = stack;
	await sandbox.control('PUT', '/delays', { orderTakesMs: ORDER_TAKES_MS });
	await sandbox.control('PUT', '/account', { balance: '100000.00' });
	await sandbox.control('PUT', '/limits', {
		kernelhost: { perMinute: 60_000, burst: 1000, perIpPerMinute: 60_000 },
	});
	const { id: workflowId } = await publish(stack);
	const references = Array.from({ length: ORDERS }, (_, index) => `order-2026-${index + 1}`);
	const misbehaviour: string[] = [];

	const killed = await start(stack, workflowId, references);
	await waitFor('some orders', async () => {
		return (await orderReferences(sandbox)).length >= KILLED_AFTER || undefined;
	});
	await killN8n();
	// The service finishes what it has begun.
	await sleep(10 * ORDER_TAKES_MS);
	const before = await orderReferences(sandbox);
	if (before.length >= ORDERS) misbehaviour.push('n8n was killed too late to prove anything');
	await restartN8n();
	const { status } = await waitFor(
		'n8n to notice',
		async () => await ended(stack, workflowId, killed),
	);
	if (status !== 'crashed') misbehaviour.push(`n8n calls the killed execution "${status}"`);
	await sleep(QUIET_MS);
	const resumed = (await orderReferences(sandbox)).length - before.length;
	if (resumed > 0) misbehaviour.push(`n8n went on by itself with ${resumed} orders`);

	const again = await start(stack, workflowId, references);
	const reconciled = await waitFor('the same input once more', async () => {
		return await ended(stack, workflowId, again);
	});
	if (reconciled.status !== 'success') {
		misbehaviour.push(`the second execution ended with "${reconciled.status}"`);
	}
	await client.unpublish(workflowId);
	return await settled(sandbox, references, misbehaviour);
}

async function publish({ client, sandbox }: Stack): Promise<{ id: string }> {
	const { keyId, secret, kernelhost } = sandbox.details;
	const name = 'KernelHost without limits';
	const id = await client.createCredential(name, 'kernelHostApi', {
		keyId,
		secret,
		apiRoot: kernelhost,
		adjustLimits: true,
		requestsPerMinute: 60_000,
		burst: 1000,
	});
	const split = node({
		name: 'One item for each order',
		type: 'n8n-nodes-base.splitOut',
		parameters: { fieldToSplitOut: 'body.references', options: {} },
	});
	const created = await client.createWorkflow(
		chain('100 orders', [startedByPost(PATH), split, order({ kernelHostApi: { id, name } })]),
	);
	await client.publish(created);
	return created;
}

function order(credentials: NonNullable<INode['credentials']>): INode {
	return node({
		name: 'Order',
		type: 'n8n-nodes-kernelhost-killb.kernelHost',
		parameters: {
			resource: 'order',
			operation: 'create',
			productId: byId('42'),
			billingCycle: 'monthly',
			idempotencyMode: 'reference',
			businessReference: "={{ $json['body.references'] }}",
		},
		credentials,
	});
}

/** Starts an execution as soon as n8n serves the webhook. @returns its id */
async function start(stack: Stack, workflowId: string, references: string[]): Promise<string> {
	const { client } = stack;
	const before = (await client.executions(workflowId)).length;
	await waitFor('the webhook to be live', async () => {
		const { status } = await fetch(`${client.url}/webhook/${PATH}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ references }),
		});
		return status === 200 || undefined;
	});
	return await waitFor('the execution to begin', async () => {
		return (await client.executions(workflowId))[before]?.id;
	});
}

async function ended(
	{ client }: Stack,
	workflowId: string,
	id: string,
): Promise<ExecutionSummary | undefined> {
	const execution = (await client.executions(workflowId)).find((one) => one.id === id);
	return execution && !['running', 'new'].includes(execution.status) ? execution : undefined;
}
