import type { Finding, FindingKind } from '../finding';
import type { Outcome } from '../observed';
import { missingRemedy } from '../remedy';
import type { Failure, Way } from './ways';

/** What was seen of several items of a write without a key, one of which failed. */
export interface UnkeyedRun {
	failure: Failure;
	way: Way;
	/** the item that met the failure */
	failing: number;
	/** how often each item was asked for */
	asked: number[];
	/** how often each item was carried out, by the sandbox's own records */
	carriedOut: number[];
	/** of the executions, in their order */
	outcomes: Outcome[];
}

/**
 * No item is carried out again that was carried out once, unless somebody asked for that; what the
 * service surely did not do is there once at the end; and what nobody knows is told.
 */
export function judgeUnkeyed(run: UnkeyedRun): Finding[] {
	const { carriedOut, outcomes, failure } = run;
	const errors = outcomes.flatMap(({ errors: told }, index) =>
		told.map((error) => ({ error, isOpen: failure.isUnknown && !isSentAgain(run, index) })),
	);
	const unhelpful = errors.flatMap(({ error, isOpen }) => {
		const missing = missingRemedy(error, isOpen);
		return missing === undefined ? [] : [`${missing}: “${error.message}”, “${error.description}”`];
	});
	const times = `carried out ${carriedOut.join(', ')} times`;
	return [
		found('unkeyedRepeat', sum(carriedOut.map((count, item) => count - most(run, item))), times),
		found('lost', sum(carriedOut.map((count, item) => least(run, item) - count)), times),
		...ending(run),
		...unhelpful.map((what) => found('remedy', 1, what)),
	].filter(({ count }) => count > 0);
}

/** Whether the execution was one that sends what is not known again. */
function isSentAgain({ way }: UnkeyedRun, execution: number): boolean {
	return execution > 0 && way.retries[execution - 1] === 'sendAgain';
}

/** Whether the item whose outcome is not known stays that way. */
function staysOpen({ failure, way }: UnkeyedRun): boolean {
	return failure.isUnknown && !way.retries.includes('sendAgain');
}

/** Whether the service itself refused to do what it had done: a user can't be deleted twice. */
function isRefusedAgain({ asked, carriedOut, failing, way }: UnkeyedRun): boolean {
	return way.retries.includes('sendAgain') && asked[failing] === 2 && carriedOut[failing] === 1;
}

/**
 * Whether n8n runs the node once more: with Continue it looks at the first item of the output
 * alone.
 */
function isRepeated({ way, failing }: UnkeyedRun): boolean {
	return way.node.onError === undefined || failing === 0;
}

function most(run: UnkeyedRun, item: number): number {
	return item === run.failing && run.failure.isUnknown && !staysOpen(run) ? 2 : 1;
}

function least(run: UnkeyedRun, item: number): number {
	const { failing, failure, way } = run;
	if (item === failing && !failure.isUnknown && !isRepeated(run)) return 0;
	if (item === failing && isRefusedAgain(run)) return 1;
	// Where the node stops at the open question, nothing after it is begun.
	const isStopped = (staysOpen(run) || isRefusedAgain(run)) && way.node.onError === undefined;
	return isStopped && item > failing ? 0 : most(run, item);
}

/** How the last execution must end. */
function ending(run: UnkeyedRun): Finding[] {
	const { outcomes, carriedOut, failing } = run;
	const { errors = [] } = outcomes.at(-1) ?? {};
	const said = errors.map(({ message }) => `“${message}”`).join(', ');
	const allowed = staysOpen(run) || isRefusedAgain(run) || !isRepeated(run) ? 1 : 0;
	// Where it was sent again, that is what is wrong.
	const isConcealed = staysOpen(run) && errors.length === 0 && carriedOut[failing] === 1;
	return [
		found('lost', errors.length - allowed, `${errors.length} failed at the end: ${said}`),
		found('remedy', isConcealed ? 1 : 0, 'an outcome that nobody knows is called a success'),
	];
}

function sum(excesses: number[]): number {
	return excesses.reduce((all, excess) => all + Math.max(0, excess), 0);
}

function found(kind: FindingKind, count: number, what: string): Finding {
	return { kind, count, what };
}
