import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endedExecutions, type Execution } from '../../support/n8n/executions';
import { readExample, type Stack } from '../../support/n8n/stack';
import { waitFor } from '../../support/n8n/waitFor';
import { publishExample, unpublishExample } from './publishExample';
import { runExample } from './runExample';
import { startMockServers, type MockServers } from './mockServers';
import { withSettings } from './withSettings';

const nodes = { start: 'Every hour', balance: 'Read the balance' };
const CHAT = '/hooks/credit';

export function describeExample(stack: () => Stack): void {
	describe('the example "Watch the credit balance and warn"', () => {
		let chat: MockServers;
		let workflowId: string;
		before(async () => {
			chat = await startMockServers();
		});
		after(async () => {
			await chat.stop();
			await setBalance('500.00');
		});

		async function setBalance(balance: string): Promise<void> {
			await stack().sandbox.control('PUT', '/account', { balance });
		}

		/** Runs it once at this balance; returns the messages that it sent. */
		async function runAt(balance: string): Promise<Execution & { messages: string[] }> {
			await setBalance(balance);
			const before = chat.messages.length;
			const execution = await runExample(stack(), workflowId, nodes.start);
			return { ...execution, messages: chat.messages.slice(before) };
		}

		/** Lets KernelHost return the next balance in another shape. */
		async function answerOnce(body: object): Promise<void> {
			const where = { service: 'kernelhost', method: 'GET', path: '/v1/billing/balance' };
			await stack().sandbox.control('POST', '/faults', {
				faults: [{ ...where, status: 200, body }],
			});
		}

		it('warns once while the balance stays too low', async () => {
			await setBalance('9.50');
			const settings = { messageUrl: chat.url + CHAT };
			const workflow = withSettings(readExample('credit-balance-watch.json'), settings);
			const trigger = workflow.nodes.find(({ name }) => name === nodes.start);
			assert.ok(trigger);
			// Its own schedule, but faster.
			trigger.parameters = { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } };
			workflowId = await publishExample(stack(), workflow);
			const runs = await waitFor('three scheduled executions', async () => {
				const ended = await endedExecutions(stack().client, workflowId);
				return ended.length >= 3 ? ended : undefined;
			});
			await unpublishExample(stack(), workflowId);
			assert.deepEqual([...new Set(runs.map(({ summary }) => summary.mode))], ['trigger']);
			assert.deepEqual([...new Set(runs.map(({ summary }) => summary.status))], ['success']);
			assert.deepEqual(chat.messages, [
				'KernelHost credit is 9.50 EUR, below 25.00. Top it up before the next order.',
			]);
		});

		it('compares the balances as numbers, and warns again after another drop', async () => {
			assert.deepEqual((await runAt('100.00')).messages, []);
			assert.match((await runAt('9.50')).messages.join(), /^KernelHost credit is 9\.50 EUR/);
			assert.deepEqual((await runAt('9.40')).messages, []);
		});

		it('does not warn at exactly the threshold', async () => {
			assert.deepEqual((await runAt('25.00')).messages, []);
			assert.match((await runAt('24.99')).messages.join(), /^KernelHost credit is 24\.99 EUR/);
		});

		it('reads a balance that is a JSON number', async () => {
			await runAt('500.00');
			await answerOnce({ balance: 9.5, currency: 'USD' });
			assert.match((await runAt('500.00')).messages.join(), /^KernelHost credit is 9\.50 USD/);
		});

		it('fails if the message is not delivered, and sends it in the next run', async () => {
			await runAt('500.00');
			chat.statuses.set(CHAT, 503);
			const { summary, data } = await runAt('9.50');
			assert.equal(summary.status, 'error');
			assert.match(String(data.resultData.error?.message), /^The warning could not be delivered/);
			chat.statuses.delete(CHAT);
			const next = await runAt('9.50');
			assert.equal(next.summary.status, 'success');
			assert.equal(next.messages.length, 1);
		});

		for (const [what, body] of [
			['has another name', { credit: '5.00' }],
			['is empty', { balance: '' }],
			['is not a plain number', { balance: '1.234,50' }],
		] as const) {
			it(`fails without a warning if the balance ${what}`, async () => {
				await runAt('500.00');
				await answerOnce(body);
				const { summary, data, messages } = await runAt('500.00');
				assert.equal(summary.status, 'error');
				assert.match(
					String(data.resultData.error?.message),
					/^There is no plain amount in "balance"/,
				);
				assert.deepEqual(messages, []);
			});
		}
	});
}
