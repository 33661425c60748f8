import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type Execution, nextExecutionEnd, outputOf, ranNode } from '../../support/n8n/executions';
import { readExample, type Stack } from '../../support/n8n/stack';
import { publishExample, unpublishExample } from './publishExample';

const once = {
	trigger: 'KillB: something happened',
	check: 'Only the first time',
	work: 'Do the work once',
	forget: 'History full: begin a new one',
};

export function describeExample(stack: () => Stack): void {
	describe('the example "Each event once"', () => {
		let workflowId: string;
		/** Room for three ids, so that the history is full soon. */
		const workflow = readExample('each-event-once.json');
		for (const { parameters } of workflow.nodes) {
			const options = parameters['options'] as Record<string, unknown> | undefined;
			if (options && 'historySize' in options) options['historySize'] = 3;
		}
		before(async () => {
			workflowId = await publishExample(stack(), workflow);
		});
		after(async () => await unpublishExample(stack(), workflowId));

		/** Delivers an event once more and returns n8n's execution of this delivery. */
		async function deliver(id: string | undefined): Promise<Execution> {
			const { client, sandbox } = stack();
			const earlier = (await client.executions(workflowId)).length;
			const event = { service: 'killb', event: 'RAMP', action: 'UPDATE', maxAttempts: 1 };
			const data = { id: randomUUID(), status: 'COMPLETED' };
			const rawBody = JSON.stringify({ event: 'RAMP', action: 'UPDATE', data });
			const { status } = await sandbox.control<{ status: number }>('POST', '/events', {
				...event,
				...(id === undefined ? { rawBody } : { id, data }),
			});
			assert.equal(status, 200);
			const execution = await nextExecutionEnd(client, workflowId, earlier);
			assert.equal(execution.summary.status, 'success');
			return execution;
		}

		const ways = ({ data }: Execution) =>
			Object.entries(once)
				.filter(([, node]) => ranNode(data, node))
				.map(([way]) => way);

		it('passes only the first of two deliveries of one event', async () => {
			const id = `evt_${randomUUID()}`;
			const first = await deliver(id);
			assert.deepEqual(ways(first), ['trigger', 'check', 'work']);
			assert.deepEqual(outputOf(first.data, once.work), {
				event: id,
				what: 'RAMP UPDATE',
				status: 'COMPLETED',
			});
			assert.deepEqual(ways(await deliver(id)), ['trigger', 'check']);
		});

		it('passes each event without an id', async () => {
			for (let delivery = 0; delivery < 2; delivery += 1) {
				assert.deepEqual(ways(await deliver(undefined)), ['trigger', 'check', 'work']);
			}
		});

		it('starts a new history when it is full, without losing an event', async () => {
			const id = `evt_${randomUUID()}`;
			const first = await deliver(id);
			assert.deepEqual(ways(first), ['trigger', 'check', 'work', 'forget']);
			assert.equal(outputOf(first.data, once.work)?.['event'], id);
			assert.deepEqual(ways(await deliver(id)), ['trigger', 'check']);
		});
	});
}
