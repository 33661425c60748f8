import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checksOf } from '../demo/checks';
import {
	type Execution,
	executionsOf,
	nodeNames as ramp,
	outputOf,
	ranNode,
	runMainJob,
} from '../demo/mainJob';
import { root } from '../runtime';
import { readExample, waitUntilLive, webhookUrl } from '../stack';
import { waitFor } from '../waitFor';
import type { WorkflowFile } from '../n8nClient';
import { stackForTests } from './stackForTests';

const stack = stackForTests('examples');

/** Publishes a workflow as a user who imports it does, and waits until its triggers have registered themselves. */
async function publish(workflow: WorkflowFile): Promise<string> {
	const { client, sandbox } = stack();
	const created = await client.createWorkflow(workflow);
	await client.publish(created);
	for (const [service, type] of [
		['killb', 'killBTrigger'],
		['kernelhost', 'kernelHostTrigger'],
	] as const) {
		if (!workflow.nodes.some((node) => node.type.endsWith(`.${type}`))) continue;
		const url = webhookUrl(client.url, workflow, type);
		await waitUntilLive(url);
		await waitFor(`the registration at ${service}`, async () => {
			const slots = await sandbox.control<Record<string, string | null>>('GET', '/webhooks');
			return slots[service] === url || undefined;
		});
	}
	return created.id;
}

async function unpublish(workflowId: string): Promise<void> {
	const { client, sandbox } = stack();
	await client.unpublish(workflowId);
	await waitFor('KillB’s slot to be empty', async () => {
		const { killb } = await sandbox.control<{ killb: string | null }>('GET', '/webhooks');
		return killb === null || undefined;
	});
}

describe('the example "A paid ramp becomes a server"', () => {
	let workflowId: string;
	after(async () => await unpublish(workflowId));

	it('orders once, and refuses a forgery, in a real n8n', async () => {
		workflowId = await publish(readExample('paid-ramp-to-server.json'));
		const evidence = await runMainJob(stack(), workflowId);
		const failed = checksOf(evidence).filter(({ passed }) => !passed);
		assert.deepEqual(failed, []);
		const repeats = executionsOf(evidence.executions, evidence.eventId);
		assert.equal(repeats.length, 2);
		const orders = repeats.map(({ data }) => outputOf(data, ramp.order)?.['id']);
		assert.equal(new Set(orders).size, 1);
		assert.ok(orders[0]);
	});
});

const once = {
	trigger: 'KillB: something happened',
	check: 'Only the first time',
	work: 'Do the work once',
	forget: 'History full: begin a new one',
};

describe('the example "Each event once"', () => {
	let workflowId: string;
	/** Room for three ids, so that the history is full soon. */
	const workflow = readExample('each-event-once.json');
	for (const { parameters } of workflow.nodes) {
		const options = parameters['options'] as Record<string, unknown> | undefined;
		if (options && 'historySize' in options) options['historySize'] = 3;
	}
	before(async () => {
		workflowId = await publish(workflow);
	});
	after(async () => await unpublish(workflowId));

	/** Delivers an event once more and returns what n8n made of this delivery. */
	async function deliver(id: string | undefined): Promise<Execution> {
		const { client, sandbox } = stack();
		const before = (await client.executions(workflowId)).length;
		const event = { service: 'killb', event: 'RAMP', action: 'UPDATE', maxAttempts: 1 };
		const data = { id: randomUUID(), status: 'COMPLETED' };
		const rawBody = JSON.stringify({ event: 'RAMP', action: 'UPDATE', data });
		const { status } = await sandbox.control<{ status: number }>('POST', '/events', {
			...event,
			...(id === undefined ? { rawBody } : { id, data }),
		});
		assert.equal(status, 200);
		const summary = await waitFor('the execution to end', async () => {
			const last = (await client.executions(workflowId)).slice(before)[0];
			return last?.stoppedAt ? last : undefined;
		});
		assert.equal(summary.status, 'success');
		return { summary, data: await client.executionData(summary.id) };
	}

	const ways = ({ data }: Execution) =>
		Object.entries(once)
			.filter(([, node]) => ranNode(data, node))
			.map(([way]) => way);

	it('lets the first of two deliveries of one event pass, and the second not', async () => {
		const id = `evt_${randomUUID()}`;
		const first = await deliver(id);
		assert.deepEqual(ways(first), ['trigger', 'check', 'work']);
		assert.deepEqual(outputOf(first.data, once.work), {
			...{ event: id, what: 'RAMP UPDATE', status: 'COMPLETED' },
		});
		assert.deepEqual(ways(await deliver(id)), ['trigger', 'check']);
	});

	it('lets each event without an id pass', async () => {
		for (let delivery = 0; delivery < 2; delivery += 1) {
			assert.deepEqual(ways(await deliver(undefined)), ['trigger', 'check', 'work']);
		}
	});

	it('begins a new history when it is full, and loses no event by it', async () => {
		const id = `evt_${randomUUID()}`;
		const first = await deliver(id);
		assert.deepEqual(ways(first), ['trigger', 'check', 'work', 'forget']);
		assert.equal(outputOf(first.data, once.work)?.['event'], id);
		assert.deepEqual(ways(await deliver(id)), ['trigger', 'check']);
	});
});

it('every example is run here', () => {
	const files = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.json'));
	assert.deepEqual(files.sort(), ['each-event-once.json', 'paid-ramp-to-server.json']);
});
