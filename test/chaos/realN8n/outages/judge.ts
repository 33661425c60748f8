import type { Finding } from '../../finding';
import type { RealRun } from '../realRun';

/** One order that was wanted. */
export interface Piece {
	/**
	 * how it comes: by a POST for an automatic key or a reference of its own, or as a ramp that KillB
	 * reports
	 */
	kind: 'automatic' | 'reference' | 'ramp';
	id: string;
	/** the status of n8n's answer to each time it was sent; null for none */
	answers: Array<number | null>;
}

/** What is there in the end. */
export interface Seen {
	/** the different orders of each piece, by its id */
	orders: ReadonlyMap<string, ReadonlySet<unknown>>;
	/** how many executions n8n has of each kind, retries included */
	executions: Record<Piece['kind'], number>;
}

/**
 * Judges work that an outage of n8n's own disk, database or queue came into. A finding is an order
 * that is there twice; one by reference that is not there though the same reference was run again;
 * a delivery that n8n answered with 200 and knows no execution of. What n8n refused, or answered
 * nothing to, its sender sends again. An automatic key whose execution n8n lost is no finding:
 * nothing is placed twice, and its record, or its absence, tells.
 */
export function settledWork(pieces: Piece[], { orders, executions }: Seen): RealRun {
	const twice = pieces.filter(({ id }) => (orders.get(id)?.size ?? 0) > 1);
	const byReference = pieces.filter(({ kind }) => kind !== 'automatic');
	const placed = byReference.filter(({ id }) => orders.has(id)).length;
	const unknown = [...orders.keys()].filter((id) => !pieces.some((piece) => piece.id === id));
	const findings: Finding[] = [
		{ kind: 'duplicate', count: twice.length, what: `ordered twice: ${ids(twice)}` },
		{ kind: 'duplicate', count: unknown.length, what: `nobody asked for ${unknown.join()}` },
		{
			kind: 'lost',
			count: byReference.length - placed,
			what: 'run again under its reference, and not there',
		},
		...Object.entries(executions).map(([kind, count]): Finding => {
			const answered = pieces
				.filter((piece) => piece.kind === kind)
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

function ids(pieces: Piece[]): string {
	return pieces.map(({ kind, id }) => `${kind} ${id}`).join(', ');
}

/** How n8n answered, for whoever watches. */
export function answersOf(pieces: Piece[]): string {
	const counts = new Map<string, number>();
	for (const { kind, answers } of pieces) {
		const [first = null] = answers;
		const key = `${kind} ${first ?? 'no answer'}`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return [...counts].map(([key, count]) => `${key}: ${count}`).join(', ');
}
