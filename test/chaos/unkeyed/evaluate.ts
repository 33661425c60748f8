import type { Finding, FindingKind } from '../finding';
import type { Outcome } from '../observed';
import { missingRemedy } from '../remedy';
import type { Failure, Way } from './ways';

/** The results of several items of a write without a key, one of which failed. */
export interface UnkeyedRun {
	failure: Failure;
	way: Way;
	/** the item that met the failure */
	failing: number;
	/** how often each item was requested */
	asked: number[];
	/** how often each item was executed, by the sandbox's own records */
	carriedOut: number[];
	/** of the executions, in their order */
	outcomes: Outcome[];
}

/**
 * Evaluates a run: no item is executed twice, unless the user chose that; what the service
 * certainly did not do exists once at the end; and an unknown outcome is reported.
 */
export function evaluateUnkeyed(run: UnkeyedRun): Finding[] {
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

/** Whether the execution was one that sends unknown outcomes again. */
function isSentAgain({ way }: UnkeyedRun, execution: number): boolean {
	return execution > 0 && way.retries[execution - 1] === 'sendAgain';
}

/** Whether the unknown outcome of the item stays unknown. */
function staysUnknown({ failure, way }: UnkeyedRun): boolean {
	return failure.isUnknown && !way.retries.includes('sendAgain');
}

/** Whether the service itself rejected the repetition: a user can't be deleted twice. */
function isRejectedAgain({ asked, carriedOut, failing, way }: UnkeyedRun): boolean {
	return way.retries.includes('sendAgain') && asked[failing] === 2 && carriedOut[failing] === 1;
}

/**
 * Whether n8n runs the node once more: with Continue it only looks at the first item of the output.
 */
function isRepeated({ way, failing }: UnkeyedRun): boolean {
	return way.node.onError === undefined || failing === 0;
}

function most(run: UnkeyedRun, item: number): number {
	return item === run.failing && run.failure.isUnknown && !staysUnknown(run) ? 2 : 1;
}

function least(run: UnkeyedRun, item: number): number {
	const { failing, failure, way } = run;
	if (item === failing && !failure.isUnknown && !isRepeated(run)) return 0;
	if (item === failing && isRejectedAgain(run)) return 1;
	// If the node stops at the unknown outcome, nothing after it is started.
	const isStopped = (staysUnknown(run) || isRejectedAgain(run)) && way.node.onError === undefined;
	return isStopped && item > failing ? 0 : most(run, item);
}

/** How the last execution must end. */
function ending(run: UnkeyedRun): Finding[] {
	const { outcomes, carriedOut, failing } = run;
	const { errors = [] } = outcomes.at(-1) ?? {};
	const said = errors.map(({ message }) => `“${message}”`).join(', ');
	const allowed = staysUnknown(run) || isRejectedAgain(run) || !isRepeated(run) ? 1 : 0;
	// If it was sent again, that is the finding.
	const isConcealed = staysUnknown(run) && errors.length === 0 && carriedOut[failing] === 1;
	return [
		found('lost', errors.length - allowed, `${errors.length} failed at the end: ${said}`),
		found('remedy', isConcealed ? 1 : 0, 'an unknown outcome is reported as a success'),
	];
}

function sum(excesses: number[]): number {
	return excesses.reduce((all, excess) => all + Math.max(0, excess), 0);
}

function found(kind: FindingKind, count: number, what: string): Finding {
	return { kind, count, what };
}
