import { after, before } from 'node:test';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { chain, node } from '../support/n8n/chain';
import type { Execution } from '../support/n8n/executions';
import { scratchFolder } from '../support/n8n/runtime';
import { startStack, waitUntilLive, type Stack, type StackOptions } from '../support/n8n/stack';
import { WebhookWorkflow } from '../support/n8n/webhookWorkflow';

export { chain, node };

/**
 * Starts something slow that all tests of one file share, with its steps on the console, and stops
 * it after them.
 */
export function sharedByTests<T>(
	start: (options: Pick<StackOptions, 'step' | 'onStarted'>) => Promise<T>,
): () => T {
	let started: { value: T } | undefined;
	const stops: Array<() => Promise<void>> = [];
	before(async () => {
		const value = await start({
			step: async (title, work) => {
				process.stderr.write(`  ${title} …\n`);
				return await work();
			},
			onStarted: (stop) => stops.unshift(stop),
		});
		started = { value };
	});
	after(async () => {
		for (const stop of stops) await stop();
	});
	return () => {
		if (!started) throw new Error('The stack is not running yet');
		return started.value;
	};
}

/**
 * A real n8n with the packed package and a sandbox, for the tests of one file.
 * @param env further environment variables of n8n
 */
export function stackForTests(
	name: string,
	env: NodeJS.ProcessEnv = {},
	options: Partial<Pick<StackOptions, 'install' | 'folder'>> = {},
): () => Stack {
	const folder = join(scratchFolder, `e2e-${name}-${process.pid}`);
	return sharedByTests(async (told) => await startStack({ folder, env, ...told, ...options }));
}

/**
 * Publishes a workflow that starts with n8n's own Webhook node, starts it once, and waits for its
 * end.
 */
export async function runOnce(stack: Stack, nodes: INode[], path: string): Promise<Execution> {
	return await (await WebhookWorkflow.publish(stack, nodes, path)).run();
}

/** Publishes a workflow that is one of our triggers and waits until it is live. */
export async function publishTrigger(stack: Stack, trigger: INode) {
	const end = node({ name: 'End', type: 'n8n-nodes-base.noOp' });
	const created = await stack.client.createWorkflow(chain(trigger.name, [trigger, end]));
	await stack.client.publish(created);
	const url = `${stack.client.url}/webhook/${String(trigger.webhookId)}/webhook`;
	await waitUntilLive(url);
	return { workflowId: created.id, url };
}
