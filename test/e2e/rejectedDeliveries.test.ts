import assert from 'node:assert/strict';
import { itemsOf, nextExecutionEnd, ranNode } from '../support/n8n/executions';
import { connectionFindings } from './connectionFindings';
import { describeBoth } from './describeBoth';
import type { Service } from './services';
import { stackForTests } from './stackForTests';
import type { TriggerWorkflow } from './triggerWorkflow';

const stack = stackForTests('rejected-deliveries');

/** What nobody may find in n8n. */
const PRIVATE = 'a-value-of-the-forger';

async function forge(url: string): Promise<{ status: number; text: string }> {
	const signature = 'ab'.repeat(32);
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'x-signature-sha256': signature,
			'x-signature': `t=${Math.floor(Date.now() / 1000)},v1=${signature}`,
			'x-forged': PRIVATE,
		},
		body: JSON.stringify({ id: PRIVATE, event: 'RAMP', type: 'order.paid' }),
	});
	return { status: response.status, text: await response.text() };
}

const REFUSED = { status: 401, text: '{"error":"Unauthorized"}' };

/** The deliveries with the credential, as Check Connection of the service's node shows them. */
async function seen(service: Service, workflow: TriggerWorkflow) {
	const findings = await connectionFindings(workflow.stack, service);
	const deliveries = findings.filter(({ check }) => check === 'Deliveries');
	return { findings, messages: deliveries.map(({ message }) => String(message)) };
}

describeBoth(
	'A rejected delivery in a real n8n',
	stack,
	{ concurrency: false },
	(service, inN8n) => {
		inN8n('is seen in Check Connection, and starts nothing', async (workflow) => {
			await workflow.goLive();
			assert.deepEqual(await forge(workflow.live), REFUSED);
			await workflow.expectOneExecution();
			assert.deepEqual(await forge(workflow.live), REFUSED);
			assert.equal((await workflow.executions()).length, 1);

			const { findings, messages } = await seen(service, workflow);
			assert.equal(messages.length, 1);
			const [message = ''] = messages;
			assert.ok(message.startsWith(`"${workflow.trigger.name}" of the workflow`));
			assert.match(
				message,
				/\(production URL\).*: 1 accepted, 2 rejected\.\nRejected at \S+: signature_mismatch, .*x-forged/,
			);
			assert.ok(!JSON.stringify(findings).includes(PRIVATE));
		});

		inN8n(
			'starts the second output once if the option is on, and events start the first',
			async (workflow) => {
				await workflow.goLive();
				for (let count = 0; count < 20; count++) {
					assert.deepEqual(await forge(workflow.live), REFUSED);
				}
				const { data, summary } = await nextExecutionEnd(stack().client, workflow.id, 0);
				assert.deepEqual([summary.mode, summary.status], ['webhook', 'success']);
				const { name } = workflow.trigger;
				assert.deepEqual(itemsOf(data, name, 0), []);
				const [item, ...others] = itemsOf(data, name, 1);
				assert.deepEqual(others, []);
				assert.deepEqual(Object.keys(item?.json ?? {}).sort(), [
					'advice',
					'headerNames',
					'reason',
					'rejectedAt',
					'rejectedSinceLastReport',
					'size',
				]);
				assert.equal(item?.json.rejectedSinceLastReport, 1);
				assert.ok(!ranNode(data, 'End'), 'the first output started');
				assert.ok(!JSON.stringify(data).includes(PRIVATE));
				assert.equal((await workflow.executions()).length, 1);
				await workflow.expectOneExecution();
			},
			{ settings: { reportRejected: true } },
		);

		inN8n('does not end a test that listens', async (workflow) => {
			await workflow.listen();
			assert.deepEqual(await forge(workflow.test), REFUSED);
			await workflow.expectOneExecution('manual');
		});

		inN8n(
			'starts the second output of a test that listens if the option is on',
			async (workflow) => {
				await workflow.listen();
				assert.deepEqual(await forge(workflow.test), REFUSED);
				const { data, summary } = await nextExecutionEnd(stack().client, workflow.id, 0);
				assert.equal(summary.mode, 'manual');
				assert.equal(itemsOf(data, workflow.trigger.name, 1).length, 1);
			},
			{ settings: { reportRejected: true } },
		);
	},
);
