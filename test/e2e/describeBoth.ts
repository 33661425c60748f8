import { before, describe, it } from 'node:test';
import type { INodeParameters } from 'n8n-workflow';
import type { Stack } from '../support/n8n/stack';
import { KERNELHOST, KILLB, type Service } from './services';
import { TriggerWorkflow } from './triggerWorkflow';

/**
 * Runs the same tests for both services. They run concurrently if they can: their subscriptions are
 * independent, and most of the time is n8n's pauses. The tests of one service run one after
 * another.
 */
export function describeBoth(
	title: string,
	stack: () => Stack,
	{ concurrency }: { concurrency: boolean },
	tests: (service: Service, inN8n: InN8n) => void,
): void {
	describe(title, { concurrency }, () => {
		before(async () => {
			// These tests send more requests than an operator; and a sender's retry would hide the
			// response to the first attempt.
			await stack().sandbox.control('PUT', '/limits', { kernelhost: { enabled: false } });
			const { client, credentials } = stack();
			const kernelHost = await client.readCredential(credentials.kernelhost);
			Object.assign(kernelHost.data, {
				adjustLimits: true,
				requestsPerMinute: 6000,
				burst: 1000,
			});
			await client.saveCredential(kernelHost);
			await stack().sandbox.control('PUT', '/deliveries', { maxAttempts: 1, timeoutMs: 60_000 });
		});
		for (const service of [KILLB, KERNELHOST]) {
			describe(`the ${service.title} Trigger`, { concurrency: 1 }, () => {
				tests(service, (sentence, test, parameters) => {
					it(sentence, async () => {
						const workflow = await TriggerWorkflow.create(stack(), service, parameters);
						try {
							await test(workflow);
						} finally {
							await workflow.remove();
							await workflow.slot.putByHand(null);
							if (!concurrency) await workflow.untilQuiet();
						}
					});
				});
			});
		}
	});
}

/** A test with its own workflow, not published yet, and an empty subscription. */
type InN8n = (
	sentence: string,
	test: (workflow: TriggerWorkflow) => Promise<void>,
	parameters?: INodeParameters,
) => void;
