import { before, describe, it } from 'node:test';
import type { INodeParameters } from 'n8n-workflow';
import type { Stack } from '../support/n8n/stack';
import { KERNELHOST, KILLB, type Service } from './services';
import { TriggerWorkflow } from './triggerWorkflow';

/**
 * The same tests for both services. At the same time, if they can: their slots have nothing to do
 * with each other, and most of the time is n8n's pauses. What one service's tests do follows one
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
			// These tests ask more often than an operator; and a sender's retry would hide what a first
			// attempt met.
			await stack().sandbox.control('PUT', '/limits', { kernelhost: { enabled: false } });
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

/** A test with a workflow of its own, not published yet, and an empty slot. */
type InN8n = (
	sentence: string,
	test: (workflow: TriggerWorkflow) => Promise<void>,
	parameters?: INodeParameters,
) => void;
