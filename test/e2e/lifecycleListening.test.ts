import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeBoth } from './describeBoth';
import { KERNELHOST, KILLB, STRANGER } from './services';
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

describeBoth('in a real n8n, "Listen for test event"', stack, SEQUENTIAL, (service, inN8n) => {
	/** The service fails so often that n8n's one call at the end of a test gives up. */
	const cantBeLooked = { method: 'GET', status: 500, times: 3 };

	inN8n('gets the event, and gives the slot back to the published workflow', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.expectOneExecution('manual');
		await workflow.slot.expectAddress(workflow.live);
		await workflow.expectOneExecution('webhook');
	});

	inN8n('gives the slot back when it is cancelled', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.stopListening();
		await workflow.slot.expectAddress(workflow.live);
		await workflow.expectOneExecution();
	});

	inN8n('empties the slot of a workflow that is not published', async (workflow) => {
		await workflow.listen();
		await workflow.expectOneExecution('manual');
		await workflow.expectSilence();
		await workflow.listen();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.stopListening();
		await workflow.expectSilence();
	});

	for (const failure of [{ status: 401 }, { status: 403 }, { status: 429 }, { status: 500 }]) {
		inN8n(`gives the slot back although looking and writing meet ${failure.status}`, async (w) => {
			const times = failure.status === 401 ? service.requestsPer401 : 1;
			await w.goLive();
			await w.listen();
			await w.slot.addFaults(
				{ ...failure, times, method: 'GET' },
				{ ...failure, times, method: service.givesBack },
			);
			await w.stopListening();
			await w.slot.expectAddress(w.live);
			await w.expectOneExecution();
			await w.slot.expectNoFaultLeft();
		});
	}

	inN8n('gives the slot back although no answer comes once', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.addFaults({ kind: 'hang', method: service.givesBack });
		await workflow.expectOneExecution('manual');
		await workflow.slot.expectAddress(workflow.live);
		await workflow.slot.expectNoFaultLeft();
		await workflow.expectOneExecution();
	});

	inN8n('repairs at the next test what could not be given back', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.addFaults(cantBeLooked);
		await workflow.stopListening();
		await workflow.slot.expectNoFaultLeft();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.listen();
		await workflow.expectOneExecution('manual');
		await workflow.slot.expectAddress(workflow.live);
		await workflow.expectOneExecution();
	});

	inN8n('repairs when it is published what could not be given back', async (workflow) => {
		await workflow.listen();
		await workflow.slot.addFaults(cantBeLooked);
		await workflow.stopListening();
		await workflow.slot.expectNoFaultLeft();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.goLive();
		await workflow.expectOneExecution();
	});

	inN8n('is refused, and says whose address is there', async (workflow) => {
		await workflow.slot.putByHand(STRANGER);
		await assert.rejects(workflow.listen(), (error: Error) => {
			assert.ok(error.message.includes(`already sends its events to ${STRANGER}`), error.message);
			assert.ok(error.message.includes('Replace Other Registration'), error.message);
			return true;
		});
		await workflow.slot.expectAddress(STRANGER);
	});

	inN8n(
		'gives a stranger’s address back that it was allowed to replace',
		async (workflow) => {
			await workflow.slot.putByHand(STRANGER);
			await workflow.listen();
			await workflow.expectOneExecution('manual');
			await workflow.slot.expectAddress(STRANGER);
		},
		TAKE_OVER,
	);

	inN8n('leaves nothing behind when it is un-published meanwhile', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.unpublish();
		await workflow.stopListening();
		await workflow.expectSilence();
	});

	inN8n('leaves the address of a publication that came meanwhile', async (workflow) => {
		await workflow.listen();
		await workflow.goLive();
		await workflow.stopListening();
		await workflow.expectOneExecution();
		await workflow.slot.expectAddress(workflow.live);
	});

	// The same hook for both, and two minutes that can't be shortened (n8n 2.41,
	// `constants.js :: TEST_WEBHOOK_TIMEOUT`).
	if (service !== KILLB) return;
	inN8n('gives the slot back when the two minutes are over', async (workflow) => {
		await workflow.goLive();
		await workflow.listen();
		await workflow.slot.expectAddress(workflow.test);
		await workflow.slot.expectAddress(workflow.live, { timeout: 240_000, interval: 500 });
		await workflow.expectOneExecution();
	});
});

describe('an n8n that is restarted while both triggers listen', () => {
	it('repairs the slots when a test or a publication comes next', async () => {
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
