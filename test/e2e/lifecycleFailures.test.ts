import assert from 'node:assert/strict';
import { describeBoth } from './describeBoth';
import { stackForTests } from './stackForTests';

const stack = stackForTests('lifecycle-failures');

/**
 * How a service fails, and what n8n must then tell the user; without an answer there is no status
 * to name.
 */
const FAILURES: Array<[string, Record<string, unknown>, RegExp]> = [
	['401', { status: 401 }, /HTTP 401/],
	['403', { status: 403 }, /HTTP 403/],
	['429', { status: 429 }, /HTTP 429/],
	['500', { status: 500 }, /HTTP 500/],
	['no answer', { kind: 'hang' }, /did not finish its response within 10 seconds\./],
];

describeBoth('a failing service and a real n8n', stack, { concurrency: true }, (service, inN8n) => {
	for (const [what, failure, told] of FAILURES) {
		const times = what === '401' ? service.requestsPer401 : 1;

		inN8n(`publishes and unpublishes although one read gets ${what}`, async (workflow) => {
			await workflow.slot.addFaults({ ...failure, times, method: 'GET' });
			await workflow.goLive();
			await workflow.slot.expectNoFaultLeft();
			await workflow.expectOneExecution();
			await workflow.slot.addFaults({ ...failure, times, method: 'GET' });
			await workflow.unpublish();
			await workflow.slot.expectNoFaultLeft();
			await workflow.expectSilence();
		});

		inN8n(`publishes and unpublishes although one write gets ${what}`, async (workflow) => {
			await workflow.slot.addFaults({ ...failure, times, method: service.takes });
			await workflow.goLive();
			await workflow.slot.expectNoFaultLeft();
			await workflow.expectOneExecution();
			await workflow.slot.addFaults({ ...failure, times, method: service.clears });
			await workflow.unpublish();
			await workflow.slot.expectNoFaultLeft();
			await workflow.expectSilence();
		});

		inN8n(
			`reports a permanent failure with ${what}, and can be published later`,
			async (workflow) => {
				await workflow.slot.addFaults({ ...failure, times: 1000 });
				await workflow.publish();
				assert.match(await workflow.expectPublication('failed'), told);
				await workflow.expectSilence();
				await workflow.slot.clearFaults();
				await workflow.goLive();
				await workflow.expectOneExecution();
			},
		);
	}

	inN8n(
		'unpublishes although the URL can’t be removed, and removes it the next time',
		async (workflow) => {
			await workflow.goLive();
			await workflow.slot.addFaults({ status: 500, times: 1000 });
			await workflow.unpublish();
			await workflow.slot.expectAddress(workflow.live);
			assert.equal((await workflow.slot.fire()).status, 404);
			assert.deepEqual(await workflow.executions(), []);
			await workflow.slot.clearFaults();
			await workflow.goLive();
			await workflow.expectOneExecution();
			await workflow.unpublish();
			await workflow.expectSilence();
		},
	);
});
