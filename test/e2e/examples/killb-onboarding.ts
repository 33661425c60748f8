import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SEEDED_USER_ID } from '../../../sandbox/killb/seededIds';
import { DataTable, type TableRow } from '../../support/n8n/dataTable';
import { type Execution, executionEnd } from '../../support/n8n/executions';
import { readExample, type Stack } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';
import { killbRequestsDuring, madeAtKillB } from './killbRequests';
import { messagesOf, person } from './onboarding';
import { publishExample, unpublishExample } from './publishExample';
import { runExample } from './runExample';

export function describeExample(stack: () => Stack): void {
	describe('the example "Onboard people at KillB, with KYC follow-up"', () => {
		let workflowId: string;
		let table: DataTable;
		const settings = (killb: object) => stack().sandbox.control('PUT', '/killb', killb);
		before(async () => {
			await settings({ newUserStatus: 'PENDING' });
			workflowId = await publishExample(stack(), readExample('killb-onboarding.json'));
		});
		after(async () => {
			await settings({ newUserStatus: 'ACTIVE', repeatedExternalId: 'same' });
			await unpublishExample(stack(), workflowId);
		});

		async function run(): Promise<Execution> {
			const execution = await runExample(stack(), workflowId, 'Every hour');
			assert.equal(execution.summary.status, 'success');
			return execution;
		}

		/** Returns n8n's execution of the one event that `cause` triggers. */
		async function followUp(cause: () => Promise<unknown>): Promise<Execution> {
			const { client } = stack();
			const byEvent = async () =>
				(await client.executions(workflowId)).filter(({ mode }) => mode === 'webhook');
			const { length } = await byEvent();
			await cause();
			const { id } = await waitFor('the event to arrive', async () => (await byEvent())[length]);
			const execution = await executionEnd(client, workflowId, id);
			assert.equal(execution.summary.status, 'success');
			return execution;
		}

		const rowOf = async (externalId: string) =>
			(await table.rows()).find((row) => row['externalId'] === externalId) as TableRow;
		const usersOf = async (externalId: string) =>
			(await madeAtKillB(stack(), 'users')).filter((user) => user.externalId === externalId);
		const kyc = async (id: string, status: string, note: string) =>
			await stack().sandbox.control('PUT', `/users/${id}`, { status, note });

		it('creates the table if there is none', async () => {
			await run();
			table = await DataTable.open(stack().client, 'KillB onboarding');
			assert.deepEqual(await table.rows(), []);
			await run();
		});

		it('creates a user for each row, stores its id, and sends one KYC link', async () => {
			await table.add([
				person('c-1', 'Ana'),
				person('c-2', 'Beto', { dateOfBirth: '2015-01-31' }),
				person('c-3', 'Caro', { email: 'Caro@Example.com' }),
				person('c-1', 'Dora', { email: 'dora@example.com' }),
			]);
			const messages = messagesOf(await run());
			const rows = await table.rows();
			const users = [...(await usersOf('c-1')), ...(await usersOf('c-3'))];
			assert.deepEqual(
				rows.map(({ userId, status }) => [userId, status]),
				[
					[users[0]?.id, 'PENDING'],
					[null, null],
					[users[1]?.id, 'PENDING'],
					[null, null],
				],
			);
			assert.equal(users.length, 2);
			assert.match(String(rows[1]?.['problem']), /18|age/i);
			assert.match(
				String(rows[3]?.['problem']),
				/^KillB already has a different record under "c-1": Email is c-1@example\.com, not dora@example\.com/,
			);
			assert.deepEqual(
				messages.map(({ node, to }) => [node, to]),
				[
					['Send the KYC link', 'c-1@example.com'],
					['Send the KYC link', 'Caro@Example.com'],
				],
			);
			assert.match(String(rows[0]?.['kycLink']), /^https:/);
			assert.ok(messages[0]?.text.endsWith(String(rows[0]?.['kycLink'])));
		});

		it('retries only rows without a user, and sends no message twice', async () => {
			await table.change((await rowOf('c-2')).id, { dateOfBirth: '1985-01-31' });
			let execution: Execution | undefined;
			const asked = await killbRequestsDuring(stack(), async () => (execution = await run()));
			const created = asked.filter(({ method, path }) => method === 'POST' && /users$/.test(path));
			assert.deepEqual(
				created.map(({ body }) => (JSON.parse(body) as { externalId: string }).externalId),
				['c-2', 'c-1'],
			);
			assert.equal((await rowOf('c-2'))['status'], 'PENDING');
			assert.equal((await rowOf('c-2'))['problem'], '');
			assert.deepEqual(
				messagesOf(execution as Execution).map(({ to }) => to),
				['c-2@example.com'],
			);
		});

		for (const repeatedExternalId of ['same', 'conflict']) {
			it(`finds the user of an aborted run if KillB answers a repetition with "${repeatedExternalId}"`, async () => {
				await settings({ repeatedExternalId });
				const { id, userId } = await rowOf('c-1');
				await table.change(id, { userId: null, kycLink: null });
				assert.deepEqual(messagesOf(await run()), []);
				assert.equal((await rowOf('c-1'))['userId'], userId);
				assert.equal((await usersOf('c-1')).length, 1);
			});
		}

		it('stores an approval and reports it once, however often the event comes', async () => {
			const id = String((await rowOf('c-1'))['userId']);
			const approved = await followUp(async () => await kyc(id, 'ACTIVE', 'All fine'));
			const { status, note } = await rowOf('c-1');
			assert.deepEqual([status, note], ['ACTIVE', 'All fine']);
			assert.deepEqual(
				messagesOf(approved).map(({ node, to }) => [node, to]),
				[['Tell: approved', 'c-1@example.com']],
			);
			const event = { service: 'killb', event: 'USER', action: 'UPDATE', data: { id } };
			const again = await followUp(() => stack().sandbox.control('POST', '/events', event));
			assert.deepEqual(messagesOf(again), []);
		});

		it('finds a rejection within the hour if its event was lost', async () => {
			const { sandbox } = stack();
			const id = String((await rowOf('c-3'))['userId']);
			const { killb } = await sandbox.control<{ killb: string }>('GET', '/webhooks');
			await sandbox.control('PUT', '/webhooks', { killb: null });
			await kyc(id, 'REJECTED', 'The document has expired');
			await sandbox.control('PUT', '/webhooks', { killb });
			assert.deepEqual(
				messagesOf(await run()).map(({ node, text }) => [node, text]),
				[['Tell: rejected', "KillB's note: The document has expired"]],
			);
			assert.equal((await rowOf('c-3'))['status'], 'REJECTED');
		});

		it('ignores users who are not in the table', async () => {
			const before = await table.rows();
			const data = { id: SEEDED_USER_ID };
			const event = { service: 'killb', event: 'USER', action: 'UPDATE', data };
			const execution = await followUp(() => stack().sandbox.control('POST', '/events', event));
			assert.deepEqual(messagesOf(execution), []);
			assert.deepEqual(await table.rows(), before);
		});
	});
}
