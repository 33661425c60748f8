import { stringify } from 'flatted';
import { errorIn, type NodeResult } from '../support/engine';
import type { ReportedError } from './remedy';
import type { Stage } from './stage';
import { serviceOf, type Subject } from './subject';

/** How one execution ended for its items. */
export interface Outcome {
	/** indexes of the items that succeeded */
	succeeded: number[];
	/** those of failed items, or the one that ended the execution */
	errors: ReportedError[];
	/** everything that n8n would store of it, as text */
	stored: string;
}

export function outcomeOf({ items, error, data, hints }: NodeResult): Outcome {
	const failed = items.filter(({ json }) => errorIn(json));
	const errors = failed.map(({ json }) => {
		const { message, description } = errorIn(json) ?? {};
		return { message: String(message), description: String(description ?? '') };
	});
	if (error) errors.push({ message: error.message, description: String(error.description ?? '') });
	const indexes = items
		.filter((item) => !failed.includes(item))
		.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	return {
		succeeded: [...new Set(indexes)],
		errors,
		stored: `${stringify(data)}\n${JSON.stringify(hints)}\n${error?.stack ?? ''}`,
	};
}

/** What the sandbox has of an operation at one moment. */
export interface Made {
	/**
	 * ids, each with the key under which it was made; undefined if the sandbox stores nothing of it
	 */
	things: Map<string, string | undefined> | undefined;
	isSet: boolean | undefined;
	/** how often a write of its service was executed */
	writes: number;
}

export function madeIn({ state }: Stage, subject: Subject): Made {
	const records = state.records();
	const { writes } = records[serviceOf(subject)];
	const own = Object.entries(writes).filter(([route]) => !/\/auth\/(login|refresh)/.test(route));
	return {
		things: subject.made?.(state, records),
		isSet: subject.isSet?.(state),
		writes: own.reduce((sum, [, count]) => sum + count, 0),
	};
}

/** The statuses of the operation's requests, without those that the service rejected unread. */
export function arrivals({ state }: Stage, { node, route }: Subject): number[] {
	return state.journal
		.entries({ service: serviceOf({ node }), direction: 'in' })
		.filter(({ method, path }) => method === route.method && path.includes(route.path))
		.map(({ status }) => status ?? 0)
		.filter((status) => status !== 429);
}

/** The number of login attempts. */
export function logins({ state }: Stage): number {
	return state.journal.entries({ direction: 'in', path: /\/auth\/login$/ }).length;
}
