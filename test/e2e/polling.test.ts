import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { executionEnd, itemsOf, nextExecutionEnd } from '../support/n8n/executions';
import { waitFor } from '../support/n8n/waitFor';
import { chain, node, stackForTests } from './stackForTests';

const stack = stackForTests('polling');

const TRIGGER = 'KillB Polling Trigger';

async function createWorkflow() {
	const { client, credentials } = stack();
	const trigger = node({
		name: TRIGGER,
		type: 'n8n-nodes-kernelhost-killb.killBPollingTrigger',
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, resource: 'user' },
		credentials: { killBApi: { id: credentials.killb, name: 'any' } },
	});
	const end = node({ name: 'End', type: 'n8n-nodes-base.noOp' });
	return await client.createWorkflow(chain('Polling', [trigger, end]));
}

async function addUser(): Promise<string> {
	const { sandbox } = stack();
	const { ids } = await sandbox.control<{ ids: string[] }>('POST', '/users', { count: 1 });
	return String(ids[0]);
}

/** How often the list of companies was read, which ends a poll. */
async function polls(): Promise<number> {
	const journal = await stack().sandbox.journal();
	return journal.filter(({ path }) => path.includes('type=COMPANY')).length;
}

/** What the items of the next execution say. */
async function nextEvents(workflowId: string, earlier: number): Promise<string[]> {
	const { data } = await nextExecutionEnd(stack().client, workflowId, earlier);
	return itemsOf(data, TRIGGER).map(({ json }) =>
		[json['event'], json['objectId'], json['previousStatus']].join(' '),
	);
}

describe('the KillB Polling Trigger in a real n8n', () => {
	it('emits each event once, and misses none, when n8n is killed and started again', async () => {
		const { client, killN8n, restartN8n, sandbox } = stack();
		const created = await createWorkflow();
		await client.publish(created);
		await waitFor('n8n to store what the first poll found', async () => {
			const { staticData } = await client.call<{ staticData: unknown }>(
				'GET',
				`/workflows/${created.id}`,
			);
			return JSON.stringify(staticData ?? '').includes('memory') || undefined;
		});
		await killN8n();
		const first = await addUser();
		await restartN8n();
		assert.deepEqual(await nextEvents(created.id, 0), [`new ${first} `]);
		await killN8n();
		await sandbox.control('PUT', `/users/${first}`, { status: 'REJECTED' });
		const second = await addUser();
		await restartN8n();
		assert.deepEqual(await nextEvents(created.id, 1), [
			`statusChanged ${first} ACTIVE`,
			`new ${second} `,
		]);
		await killN8n();
		const before = await polls();
		await restartN8n();
		await waitFor('the poll after the start', async () => (await polls()) > before || undefined);
		assert.equal((await client.executions(created.id)).length, 2);
		await client.unpublish(created.id);
	});

	it('shows the newest object in the editor', async () => {
		const { client } = stack();
		const { id } = await createWorkflow();
		const executionId = await client.runManually(id, TRIGGER);
		const { data } = await executionEnd(client, id, executionId);
		const [item] = itemsOf(data, TRIGGER);
		assert.equal(item?.json['event'], 'new');
		assert.equal(itemsOf(data, 'End').length, 1);
	});
});
