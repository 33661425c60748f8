import type { Finding } from '../../finding';
import type { RealRun } from '../realRun';

/** One expected order. */
export interface WorkItem {
	/**
	 * how it comes: by a POST for an automatic key or a reference, or as a ramp that KillB reports
	 */
	kind: 'automatic' | 'reference' | 'ramp';
	id: string;
	/** the status of n8n's response each time it was sent; null for none */
	answers: Array<number | null>;
}

/** What exists at the end. */
export interface FinalState {
	/** the different orders of each work item, by its id */
	orders: ReadonlyMap<string, ReadonlySet<unknown>>;
	/** how many executions n8n has of each kind, retries included */
	executions: Record<WorkItem['kind'], number>;
}

/**
 * Evaluates work during an outage of n8n's own disk, database or queue. A finding is an order that
 * exists twice; a missing order whose reference was run again; a delivery that n8n answered with
 * 200, but for which it has no execution. What n8n rejected, or did not answer, its sender sends
 * again. An automatic key whose execution n8n lost is no finding: nothing is placed twice, and its
 * record, or the lack of one, shows it.
 */
export function evaluateWork(workItems: WorkItem[], { orders, executions }: FinalState): RealRun {
	const twice = workItems.filter(({ id }) => (orders.get(id)?.size ?? 0) > 1);
	const byReference = workItems.filter(({ kind }) => kind !== 'automatic');
	const placed = byReference.filter(({ id }) => orders.has(id)).length;
	const unknown = [...orders.keys()].filter(
		(id) => !workItems.some((workItem) => workItem.id === id),
	);
	const findings: Finding[] = [
		{ kind: 'duplicate', count: twice.length, what: `ordered twice: ${ids(twice)}` },
		{ kind: 'duplicate', count: unknown.length, what: `not requested: ${unknown.join()}` },
		{
			kind: 'lost',
			count: byReference.length - placed,
			what: 'run again under its reference, and not there',
		},
		...Object.entries(executions).map(([kind, count]): Finding => {
			const answered = workItems
				.filter((workItem) => workItem.kind === kind)
				.flatMap(({ answers }) => answers);
			const taken = answered.filter((status) => status === 200).length;
			const what = `${kind}: ${taken} answered with 200, and ${count} executions`;
			return { kind: 'lost', count: taken - count, what };
		}),
	];
	return {
		asked: byReference.length,
		placed,
		findings: findings.filter(({ count }) => count > 0),
	};
}

function ids(workItems: WorkItem[]): string {
	return workItems.map(({ kind, id }) => `${kind} ${id}`).join(', ');
}

/** A summary of n8n's responses, for the console. */
export function answersOf(workItems: WorkItem[]): string {
	const counts = new Map<string, number>();
	for (const { kind, answers } of workItems) {
		const [first = null] = answers;
		const key = `${kind} ${first ?? 'no answer'}`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return [...counts].map(([key, count]) => `${key}: ${count}`).join(', ');
}
