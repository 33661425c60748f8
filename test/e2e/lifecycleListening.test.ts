import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeBoth } from './describeBoth';
import { KERNELHOST, KILLB, FOREIGN_URL } from './services';
import { stackForTests } from './stackForTests';
import { TriggerWorkflow } from './triggerWorkflow';

const stack = stackForTests('lifecycle-listening');

/**
 * One service after the other: while one test's registration ends, n8n 2.41 keeps its whole
 * execution context in its memory cache, and a second test that begins or ends then makes it clone
 * all of that, until the stack overflows (`test-webhooks.js :: deactivateWebhooks`,
 * `cache.service.js :: setHash`).
 */
const SEQUENTIAL = { concurrency: false };

const TAKE_OVER = { settings: { takeOver: true } };

describeBoth('"Listen for test event" in a real n8n', stack, SEQUENTIAL, (service, inN8n) => {
	/** The service fails so often that n8n's one call at the end of a test gives up. */
	const readsFail = { method: 'GET', status: 500, times: 3 };

	inN8n('receives the event, and restores the URL of the published workflow', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.expectOneExecution('manual');
		await workflow.slot.expectAddress(workflow.live);
		await workflow.expectOneExecution('webhook');
	});

	inN8n('restores the URL when it is cancelled', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.stopListening();
		await workflow.slot.expectAddress(workflow.live);
		await workflow.expectOneExecution();
	});

	inN8n('removes the URL of a workflow that is not published', async (workflow) => {
		await workflow.listen();
		await workflow.expectOneExecution('manual');
		await workflow.expectSilence();
		await workflow.listen();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.stopListening();
		await workflow.expectSilence();
	});

	for (const failure of [{ status: 401 }, { status: 403 }, { status: 429 }, { status: 500 }]) {
		inN8n(`restores the URL after reading and writing failed with ${failure.status}`, async (w) => {
			const times = failure.status === 401 ? service.requestsPer401 : 1;
			await w.goLive();
			await w.listen();
			await w.slot.addFaults(
				{ ...failure, times, method: 'GET' },
				{ ...failure, times, method: service.restores },
			);
			await w.stopListening();
			await w.slot.expectAddress(w.live);
			await w.expectOneExecution();
			await w.slot.expectNoFaultLeft();
		});
	}

	inN8n('restores the URL after one request got no answer', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.addFaults({ kind: 'hang', method: service.restores });
		await workflow.expectOneExecution('manual');
		await workflow.slot.expectAddress(workflow.live);
		await workflow.slot.expectNoFaultLeft();
		await workflow.expectOneExecution();
	});

	inN8n('restores the URL at the next test if it could not before', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.addFaults(readsFail);
		await workflow.stopListening();
		await workflow.slot.expectNoFaultLeft();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.listen();
		await workflow.expectOneExecution('manual');
		await workflow.slot.expectAddress(workflow.live);
		await workflow.expectOneExecution();
	});

	inN8n('replaces a left-over test URL when it is published', async (workflow) => {
		await workflow.listen();
		await workflow.slot.addFaults(readsFail);
		await workflow.stopListening();
		await workflow.slot.expectNoFaultLeft();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.goLive();
		await workflow.expectOneExecution();
	});

	inN8n('is rejected if another URL is registered, and names it', async (workflow) => {
		await workflow.slot.putByHand(FOREIGN_URL);
		await assert.rejects(workflow.listen(), (error: Error) => {
			assert.ok(
				/already sends the events of this .* to /.test(error.message) &&
					error.message.includes(FOREIGN_URL),
				error.message,
			);
			assert.ok(error.message.includes('Replace Other Registration'), error.message);
			return true;
		});
		await workflow.slot.expectAddress(FOREIGN_URL);
	});

	inN8n(
		'restores a foreign URL that it was allowed to replace',
		async (workflow) => {
			await workflow.slot.putByHand(FOREIGN_URL);
			await workflow.listen();
			await workflow.expectOneExecution('manual');
			await workflow.slot.expectAddress(FOREIGN_URL);
		},
		TAKE_OVER,
	);

	inN8n('leaves nothing behind if the workflow is unpublished meanwhile', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.unpublish();
		await workflow.stopListening();
		await workflow.expectSilence();
	});

	inN8n('keeps the URL of a workflow that was published meanwhile', async (workflow) => {
		await workflow.listen();
		await workflow.goLive();
		await workflow.stopListening();
		await workflow.expectOneExecution();
		await workflow.slot.expectAddress(workflow.live);
	});

	// The same hook for both, and two minutes that can't be shortened (n8n 2.41,
	// `constants.js :: TEST_WEBHOOK_TIMEOUT`).
	if (service !== KILLB) return;
	inN8n('restores the URL after two minutes', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.slot.expectAddress(workflow.live, { timeout: 240_000, interval: 500 });
		await workflow.expectOneExecution();
	});
});

describe('an n8n restarted while both triggers listen', () => {
	it('restores the URLs at the next test or publication', async () => {
		const byTest = await TriggerWorkflow.create(stack(), KILLB);
		const byPublication = await TriggerWorkflow.create(stack(), KERNELHOST);
		const both = [byTest, byPublication];
		try {
			for (const workflow of both) {
				await workflow.goLive();
				await workflow.listen();
			}
			await stack().restartN8n();
			for (const workflow of both) await workflow.slot.expectAddress(workflow.test);
			await byTest.listen();
			await byTest.expectOneExecution('manual');
			await byPublication.publishWith({ name: 'Named otherwise' });
			for (const workflow of both) {
				await workflow.slot.expectAddress(workflow.live);
				await workflow.expectOneExecution();
				await workflow.unpublish();
				await workflow.expectSilence();
			}
		} finally {
			for (const workflow of both) await workflow.remove();
		}
	});
});
