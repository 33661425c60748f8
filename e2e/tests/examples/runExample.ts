import { type Execution, executionEnd } from '../../executions';
import type { Stack } from '../../stack';

/** Runs a workflow from its schedule (or manual) trigger, as the editor's button does, and waits until it has ended. */
export async function runExample(
	{ client }: Stack,
	workflowId: string,
	trigger: string,
): Promise<Execution> {
	return await executionEnd(client, workflowId, await client.runManually(workflowId, trigger));
}
