import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeBoth } from './describeBoth';
import { KERNELHOST, KILLB } from './services';
import { isOlderThan } from '../support/n8n/runtime';
import { stackForTests } from './stackForTests';
import { TriggerWorkflow } from './triggerWorkflow';

const stack = stackForTests('lifecycle');

describeBoth(
	'publishing and unpublishing in a real n8n',
	stack,
	{ concurrency: true },
	(service, inN8n) => {
		inN8n('registers when published, and starts nothing when unpublished', async (workflow) => {
			await workflow.goLive();
			await workflow.expectOneExecution();
			await workflow.unpublish();
			await workflow.expectSilence();
			assert.equal((await workflow.executions()).length, 1);
		});

		inN8n('is registered once when published again with changes', async (workflow) => {
			await workflow.goLive();
			await workflow.publishWith({ parameters: { settings: { includeRawBody: true } } });
			await workflow.expectPublication('published');
			await workflow.slot.expectAddress(workflow.live);
			await workflow.expectOneExecution();
		});

		inN8n('keeps working under another name of the node', async (workflow) => {
			await workflow.goLive();
			await workflow.publishWith({ name: 'Named otherwise' });
			await workflow.expectPublication('published');
			await workflow.slot.expectAddress(workflow.live);
			await workflow.expectOneExecution();
			await workflow.unpublish();
			await workflow.expectSilence();
		});

		inN8n('leaves nothing behind when its workflow is deleted', async (workflow) => {
			await workflow.goLive();
			await workflow.remove();
			await workflow.expectSilence();
		});

		inN8n('is registered again after a user deleted it in the portal', async (workflow) => {
			await workflow.goLive();
			await workflow.slot.putByHand(null);
			await assert.rejects(workflow.slot.fire(), /No webhook URL is registered/);
			await workflow.unpublish();
			await workflow.expectSilence();
			await workflow.goLive();
			await workflow.expectOneExecution();
		});

		inN8n('rejects a second workflow for the account, and says which one has it', async (first) => {
			await first.goLive();
			const second = await TriggerWorkflow.create(first.stack, service);
			try {
				await second.publish();
				const reason = await second.expectPublication('failed');
				assert.ok(
					reason.includes(`The workflow "${service.title} Trigger" already gets the events`),
					reason,
				);
				assert.ok(reason.includes('Replace Other Registration'), reason);
				await first.slot.expectAddress(first.live);
				await first.expectOneExecution();
				assert.deepEqual(await second.executions(), []);
				await first.unpublish();
				await second.goLive();
				await second.expectOneExecution();
			} finally {
				await second.remove();
			}
		});

		inN8n(
			'takes over the account from another workflow if the user chooses that',
			async (first) => {
				await first.goLive();
				const settings = { settings: { takeOver: true } };
				const second = await TriggerWorkflow.create(first.stack, service, settings);
				try {
					await second.goLive();
					await second.expectOneExecution();
					assert.deepEqual(await first.executions(), []);
					await first.unpublish();
					await second.slot.expectAddress(second.live);
				} finally {
					await second.remove();
				}
			},
		);
	},
);

describe('the KillB Trigger in a real n8n', () => {
	it('changes KillB’s events when it is published with others', async () => {
		const workflow = await TriggerWorkflow.create(stack(), KILLB, { events: ['USER'] });
		try {
			await workflow.goLive();
			assert.deepEqual((await workflow.slot.read()).killbEvents, ['USER']);
			await workflow.expectOneExecution();
			await workflow.publishWith({ parameters: { events: ['RAMP', 'PAYOUT'] } });
			await workflow.expectPublication('published');
			await workflow.slot.expectAddress(workflow.live);
			assert.deepEqual((await workflow.slot.read()).killbEvents, ['RAMP', 'PAYOUT']);
			await assert.rejects(
				workflow.slot.fire(),
				/No webhook URL is registered at killb for this event/,
			);
			assert.equal((await workflow.executions()).length, 1);
		} finally {
			await workflow.remove();
		}
	});
});

describe('the KernelHost Trigger in an n8n that the internet can’t reach', () => {
	it('is neither published nor tested, and says to set WEBHOOK_URL', async () => {
		const { client, sandbox } = stack();
		const { keyId, secret, webhookSecret } = sandbox.details;
		// KernelHost's own URL, which is only read: n8n's private URL is rejected first.
		const apiRoot = 'https://www.kernelhost.com/cp/kh_reseller_api';
		const fields = { keyId, secret, apiRoot, webhookSecret };
		const credential = await client.createCredential('KernelHost itself', 'kernelHostApi', fields);
		const workflow = await TriggerWorkflow.create(stack(), KERNELHOST, {}, credential);
		try {
			await workflow.publish();
			const reason = await workflow.expectPublication('failed');
			assert.match(
				reason,
				/KernelHost can't reach your n8n at http:\/\/127\.0\.0\.1:\d+\. .*WEBHOOK_URL/,
			);
			await assert.rejects(workflow.listen(), /can't reach .*WEBHOOK_URL/);
		} finally {
			await workflow.remove();
		}
	});
});

/** Until then n8n registers its triggers again at each start. */
const registersAtStart = isOlderThan(2, 40);

describe('a KillB credential without a webhook secret', () => {
	it('gets a random one that survives editing, a restart and another password', async () => {
		const { client, sandbox } = stack();
		const { killb: baseUrl, email, password } = sandbox.details;
		const fields = { environment: 'custom', baseUrl, email, password };
		const credential = await client.createCredential('Without a secret', 'killBApi', fields);
		const workflow = await TriggerWorkflow.create(stack(), KILLB, {}, credential);
		try {
			await workflow.goLive();
			await workflow.expectOneExecution();

			const stored = await client.readCredential(credential);
			assert.match(stored.data['generatedSecret'] ?? '', /^__n8n_BLANK_VALUE_/);
			// As the editor saves it: secret fields come back blank.
			await client.saveCredential({ ...stored, name: 'Renamed' });
			await workflow.expectOneExecution();
			const changed = { ...stored.data, password: 'Another-Passw0rd!' };
			await client.saveCredential({ ...stored, data: changed });
			await workflow.expectOneExecution();

			const withPassword = { ...stored, data: { ...stored.data, password } };
			// n8n logs in to register the trigger again.
			if (registersAtStart) await client.saveCredential(withPassword);
			await stack().restartN8n();
			await workflow.untilRegistered();
			await workflow.expectOneExecution();
			await client.saveCredential(withPassword);
			await workflow.unpublish();
			await workflow.expectSilence();
		} finally {
			await workflow.remove();
		}
	});
});

describe('a restarted n8n', () => {
	const requests = registersAtStart
		? 'and registers them again'
		: 'without a request to the services';
	it(`keeps both triggers published, ${requests}`, async () => {
		const workflows = [
			await TriggerWorkflow.create(stack(), KILLB),
			await TriggerWorkflow.create(stack(), KERNELHOST),
		];
		try {
			for (const workflow of workflows) await workflow.goLive();
			await stack().sandbox.control('DELETE', '/journal');
			await stack().restartN8n();
			for (const workflow of workflows) {
				await workflow.untilRegistered();
				await workflow.slot.expectAddress(workflow.live);
				await workflow.expectOneExecution();
			}
			const asked = (await stack().sandbox.journal()).filter(({ direction }) => direction === 'in');
			if (registersAtStart) assert.notEqual(asked.length, 0);
			else assert.deepEqual(asked, []);
			for (const workflow of workflows) {
				await workflow.unpublish();
				await workflow.expectSilence();
			}
		} finally {
			for (const workflow of workflows) await workflow.remove();
		}
	});
});
