import { ENDED } from '../executions';
import type { N8nClient } from '../n8nClient';

/** n8n's words for executions that have not ended. */
const GOING_ON = ['new', 'running', 'waiting'];

/**
 * How many executions of a workflow have ended, by their status; undefined while one of `count` has
 * not. n8n counts them itself: its pages (2.41) leave some out where workers begin executions in
 * another order than they were made.
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
