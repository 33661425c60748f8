import { type ChaosFault, meaningOf } from './fault';
import type { Finding, FindingKind } from './finding';
import type { Made, Outcome } from './observed';
import { meaningsOf, type Plan } from './plan';
import { missingRemedy } from './remedy';

/** A run as seen from outside: what the node reported, and what the sandbox has. */
export interface Observation {
	plan: Plan;
	/** what identifies the object of each item: its business reference, or what its subject says */
	references: string[];
	before: Made;
	first: Outcome;
	afterFirst: Made;
	/** statuses of the operation's own requests in the first execution */
	arrivals: number[];
	/** how often the first execution connected to the service's address */
	visits?: number;
	/** the same input once more, if that is safe */
	again?: { outcome: Outcome; made: Made };
}

/**
 * Evaluates a run without any of the node's code: by what the vendors document, and by what the
 * sandbox has.
 */
export function evaluate(run: Observation): Finding[] {
	return [
		...duplicates(run),
		...lost(run),
		...unexpected(run),
		...sentTooOften(run),
		...connectedTooOften(run),
		...withoutRemedy(run),
	].filter(({ count }) => count > 0);
}

/** The number of the run's references that exist at its end. */
export function placed(run: Observation): number {
	const made = newThings(run, run.again?.made ?? run.afterFirst);
	if (run.plan.mode === 'automatic') return Math.min(made.length, run.plan.items);
	return run.references.filter((reference) => made.includes(reference)).length;
}

/** The keys of the new objects; undefined for an object without one. */
function newThings({ before }: Observation, { things }: Made): Array<string | undefined> {
	return [...(things ?? [])].filter(([id]) => !before.things?.has(id)).map(([, key]) => key);
}

function duplicates(run: Observation): Finding[] {
	const { plan, references, again, before, afterFirst } = run;
	const { kind } = plan.subject;
	if (kind === 'plain') {
		const { writes } = afterFirst;
		return [found('duplicate', writes - before.writes - plan.items, `carried out ${writes} times`)];
	}
	if (kind !== 'keyed') return [];
	const keys = newThings(run, again?.made ?? afterFirst);
	const wanted =
		plan.mode === 'reference'
			? references.filter((reference) => keys.includes(reference)).length
			: Math.min(keys.length, plan.items);
	return [found('duplicate', keys.length - wanted, `${keys.length} made, ${wanted} of them asked`)];
}

function lost(run: Observation): Finding[] {
	const { plan, references, first, afterFirst, again } = run;
	const keys = newThings(run, afterFirst);
	const isByKey = plan.subject.kind === 'keyed' && plan.mode === 'reference';
	const missing = isByKey
		? first.succeeded.filter((item) => !keys.includes(references[item])).length
		: first.succeeded.length - keys.length;
	const isKept = afterFirst.things !== undefined && plan.subject.kind !== 'read';
	const isUnset = first.succeeded.length > 0 && afterFirst.isSet === false;
	return [
		found('lost', isKept ? missing : 0, 'reported as a success, and not there'),
		found('lost', isUnset ? 1 : 0, 'reported as set, and not set'),
		...(again === undefined
			? []
			: [
					found('lost', plan.items - placed(run), 'not there after the second execution'),
					found('lost', again.outcome.errors.length, 'failed again without a fault', again.outcome),
				]),
	];
}

/** Unexpected errors, and successes where there can be none. */
function unexpected(run: Observation): Finding[] {
	const { plan, first } = run;
	const may = plan.faults.filter(({ fault }) => mayFail(plan, fault));
	// A fault from the beginning affects all items.
	const allowed = may.some(({ fault }) => fault.at === undefined) ? Infinity : may.length;
	const must =
		plan.shape === 'single' &&
		// A login that a redirect rejects may succeed by the other way, the refresh.
		plan.subject.kind !== 'session' &&
		meaningsOf(plan).includes('rejected');
	return [
		found('lost', first.errors.length - allowed, 'failed, and need not have', first),
		found('misbehaved', must && first.errors.length === 0 ? 1 : 0, 'a rejection was not reported'),
	];
}

function mayFail({ subject, retries }: Plan, fault: ChaosFault): boolean {
	const meaning = meaningOf(fault, subject);
	// Its own request is the login: whatever that meets is the operation's result.
	if (subject.kind === 'session') return meaning !== 'none' || fault.at !== undefined;
	switch (meaning) {
		case 'none':
		case 'notExecuted':
			return false;
		case 'failed':
			return true;
		case 'rejected':
			return !retries;
		case 'unknown':
			// A page instead of a list is usually a wrong URL or a portal, not an accident.
			if (subject.kind === 'read') return fault.isAboutTheBody === true;
			return subject.kind === 'plain';
	}
}

/**
 * Requests that were wrongly repeated: after a final rejection, or writes without a key that may
 * have been executed.
 */
function sentTooOften({ plan, arrivals }: Observation): Finding[] {
	const { subject, items, retries } = plan;
	if (retries || subject.kind === 'session') return [];
	const meanings = meaningsOf(plan);
	const isPlain = subject.kind === 'plain';
	const isFinal = meanings.length === 1 && meanings[0] === 'rejected' && items === 1;
	if (!isPlain && !isFinal) return [];
	// A 401 that makes the node sign or log in again was not processed.
	const counted = arrivals.filter((status) => status !== 401 || isFinal);
	const kind = isPlain ? 'duplicate' : 'misbehaved';
	return [found(kind, counted.length - items, `asked ${counted.length} times (${counted.join()})`)];
}

/** A broken address that was contacted again, or not at all. */
function connectedTooOften({ plan: { faults }, visits = 0 }: Observation): Finding[] {
	const most = Math.min(...faults.map(({ fault }) => fault.mostVisits ?? Infinity));
	return [
		found('misbehaved', visits > most ? 1 : 0, `came ${visits} times, and ${most} would do`),
		found('misbehaved', most < Infinity && visits === 0 ? 1 : 0, 'never came to the address'),
	];
}

/** Words that leave no doubt. */
const NOTHING_DONE = /\bnothing was (changed|sent|done)\b/i;

function withoutRemedy({ plan, first, again }: Observation): Finding[] {
	const meanings = meaningsOf(plan);
	const isNeverSent = plan.faults.every(({ fault }) => fault.isNeverSent);
	const unclear = first.errors.filter(
		({ message, description }) => isNeverSent && !NOTHING_DONE.test(`${message} ${description}`),
	);
	const isOpen = meanings.every((meaning) => meaning === 'unknown' || meaning === 'failed');
	const isWrite = plan.subject.kind !== 'read' && plan.subject.kind !== 'session';
	const unhelpful = [...first.errors, ...(again?.outcome.errors ?? [])].flatMap((error) => {
		const missing = missingRemedy(error, isOpen && isWrite);
		return missing === undefined
			? []
			: [found('remedy', 1, `${missing}: “${error.message}”, “${error.description}”`)];
	});
	const unsaid = found(
		...(['remedy', unclear.length, 'it does not say that nothing was changed'] as const),
		{ errors: unclear },
	);
	return [...unhelpful, unsaid];
}

function found(kind: FindingKind, count: number, what: string, { errors }: Partial<Outcome> = {}) {
	const [error] = errors ?? [];
	const said = error ? `: “${error.message}”, “${error.description}”` : '';
	return { kind, count, what: what + said };
}
