import { type Execution, executionEnd } from '../../support/n8n/executions';
import { readExample } from '../../support/n8n/stack';
import { publishExample } from '../examples/publishExample';
import { waitFor } from '../../support/n8n/waitFor';
import type { QueueStack } from '../../support/n8n/queue/queueStack';

const SECONDS = 20;

/**
 * Publishes the example Reconcile with a schedule of seconds, so that main starts it by itself, and
 * waits until a worker has run it.
 */
export async function reconcile(stack: QueueStack): Promise<Execution> {
	const { client } = stack;
	const workflow = readExample('reconcile.json');
	for (const { type, parameters } of workflow.nodes) {
		if (!type.endsWith('.scheduleTrigger')) continue;
		parameters['rule'] = { interval: [{ field: 'seconds', secondsInterval: SECONDS }] };
	}
	const workflowId = await publishExample(stack, workflow);
	const first = await waitFor(
		'the schedule to start it',
		async () => (await client.executions(workflowId))[0],
	);
	await client.unpublish(workflowId);
	return await executionEnd(client, workflowId, first.id, { timeout: 300_000 });
}
