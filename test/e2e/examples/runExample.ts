import { type Execution, executionEnd } from '../../support/n8n/executions';
import type { Stack } from '../../support/n8n/stack';

/**
 * Runs a workflow from its schedule (or manual) trigger, as the editor's button does, and waits
 * until it has ended.
 */
export async function runExample(
	{ client }: Stack,
	workflowId: string,
	trigger: string,
): Promise<Execution> {
	return await executionEnd(client, workflowId, await client.runManually(workflowId, trigger));
}
