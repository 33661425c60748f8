import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { it } from 'node:test';
import { itemsOf, nextExecutionEnd, ranNode } from '../support/n8n/executions';
import { startQueueStack } from '../support/n8n/queue/queueStack';
import { scratchFolder } from '../support/n8n/runtime';
import { waitUntilLive } from '../support/n8n/stack';
import { chain, node, sharedByTests } from './stackForTests';

const folder = join(scratchFolder, `e2e-rejected-queue-${process.pid}`);
const stack = sharedByTests(async (told) => await startQueueStack({ folder, ...told }));

it('a delivery that a webhook process rejects starts the second output on a worker', async () => {
	const { client, credentials, webhookUrl } = stack();
	const webhookId = randomUUID();
	const trigger = node({
		name: 'KillB Trigger',
		type: 'n8n-nodes-kernelhost-killb.killBTrigger',
		webhookId,
		parameters: { settings: { reportRejected: true } },
		credentials: { killBApi: { id: credentials.killb, name: 'any' } },
	});
	const end = node({ name: 'End', type: 'n8n-nodes-base.noOp' });
	const created = await client.createWorkflow(chain(trigger.name, [trigger, end]));
	await client.publish(created);
	const url = `${webhookUrl}/webhook/${webhookId}/webhook`;
	// It asks with an unsigned delivery: that is the one that is reported.
	await waitUntilLive(url);

	for (let count = 0; count < 20; count++) {
		const headers = { 'x-signature-sha256': 'ab'.repeat(32) };
		const response = await fetch(url, { method: 'POST', headers, body: '{}' });
		assert.equal(response.status, 401);
		assert.deepEqual(await response.json(), { error: 'Unauthorized' });
	}

	const { data, summary } = await nextExecutionEnd(client, created.id, 0);
	assert.deepEqual([summary.mode, summary.status], ['webhook', 'success']);
	const [item, ...others] = itemsOf(data, trigger.name, 1);
	assert.deepEqual(others, []);
	assert.equal(item?.json['reason'], 'no_signature_header');
	assert.ok(!ranNode(data, 'End'), 'the first output started');
	assert.equal((await client.executions(created.id)).length, 1);
	const begun = stack().workers.map((worker) => worker.begun());
	assert.equal(
		begun.reduce((sum, count) => sum + count, 0),
		1,
	);
});
