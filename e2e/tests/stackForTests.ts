import { after, before } from 'node:test';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { chain, node, startedByPost } from '../chain';
import { scratchFolder } from '../runtime';
import { startStack, waitUntilLive, type Stack, type StackOptions } from '../stack';
import { waitFor } from '../waitFor';

export { chain, node };

/**
 * A real n8n with the packed package and a sandbox, for the tests of one file.
 * @param env further environment variables of n8n
 */
export function stackForTests(
	name: string,
	env: NodeJS.ProcessEnv = {},
	options: Partial<Pick<StackOptions, 'install' | 'folder'>> = {},
): () => Stack {
	let stack: Stack | undefined;
	const stops: Array<() => Promise<void>> = [];
	before(async () => {
		stack = await startStack({
			folder: join(scratchFolder, `e2e-${name}-${process.pid}`),
			step: async (title, work) => {
				process.stderr.write(`  ${title} …\n`);
				return await work();
			},
			onStarted: (stop) => stops.unshift(stop),
			env,
			...options,
		});
	});
	after(async () => {
		for (const stop of stops) await stop();
	});
	return () => {
		if (!stack) throw new Error('The stack is not running yet');
		return stack;
	};
}

/** Publishes a workflow that starts with n8n's own Webhook node, starts it once, and waits for its end. */
export async function runOnce({ client }: Stack, nodes: INode[], path: string) {
	const created = await client.createWorkflow(chain(path, [startedByPost(path), ...nodes]));
	await client.publish(created);
	await waitFor(`the webhook ${path} to be live`, async () => {
		const { status } = await fetch(`${client.url}/webhook/${path}`, { method: 'POST' });
		return status === 200 || undefined;
	});
	const [summary] = await waitFor('the execution to end', async () => {
		const list = await client.executions(created.id);
		return list.length > 0 && list.every(({ stoppedAt }) => stoppedAt !== null) ? list : undefined;
	});
	if (!summary) throw new Error('n8n started no execution');
	return { summary, data: await client.executionData(summary.id) };
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
