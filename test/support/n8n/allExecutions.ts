import type { N8nClient } from './n8nClient';
import type { ExecutionSummary } from './n8nTypes';

/** All executions of a workflow, however many, each once. */
export async function allExecutions(
	client: N8nClient,
	workflowId: string,
): Promise<ExecutionSummary[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const found = new Map<string, ExecutionSummary>();
	for (let cursor = ''; ; ) {
		const page = await client.call<{
			results: ExecutionSummary[];
			nextCursor: string | null;
		}>('GET', `/executions?limit=100&filter=${filter}${cursor}`);
		// An ended execution replaces the same one while it ran.
		for (const execution of page.results) {
			if (!found.get(execution.id)?.stoppedAt) found.set(execution.id, execution);
		}
		if (page.nextCursor === null) return [...found.values()];
		cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
	}
}

/**
 * The `x-delivery-id` header of the delivery that started each execution, as the trigger put it on
 * its item.
 */
export async function deliveryIdsOf(
	client: N8nClient,
	executions: ExecutionSummary[],
): Promise<string[]> {
	const ids: string[] = [];
	for (const { id } of executions) {
		const { resultData } = await client.executionData(id);
		const [first] = Object.values(resultData.runData)[0] ?? [];
		const headers = first?.data?.main?.[0]?.[0]?.json['headers'] as Record<string, string>;
		ids.push(String(headers['x-delivery-id']));
	}
	return ids;
}
