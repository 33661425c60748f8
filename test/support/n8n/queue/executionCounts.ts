import { ENDED } from '../executions';
import type { N8nClient } from '../n8nClient';

/** n8n's statuses of executions that have not ended. */
const GOING_ON = ['new', 'running', 'waiting'];

/**
 * The number of ended executions of a workflow, by their status; undefined until `count` have
 * ended. n8n counts them itself: its pages (2.41) leave some out if workers begin executions in
 * another order than they were created.
 */
export async function endedCounts(
	client: N8nClient,
	workflowId: string,
	count: number,
): Promise<Record<string, number> | undefined> {
	const countOf = async (status: string[]) => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status }));
		const page = await client.call<{ count: number }>(
			'GET',
			`/executions?limit=1&filter=${filter}`,
		);
		return page.count;
	};
	if ((await countOf(GOING_ON)) > 0 || (await countOf(ENDED)) < count) return undefined;
	const counts: Record<string, number> = {};
	for (const status of ENDED) {
		const found = await countOf([status]);
		if (found > 0) counts[status] = found;
	}
	return counts;
}
