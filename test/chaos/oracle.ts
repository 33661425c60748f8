import { type ChaosFault, meaningOf } from './fault';
import type { Finding, FindingKind } from './finding';
import type { Made, Outcome } from './observed';
import { meaningsOf, type Plan } from './plan';
import { missingRemedy } from './remedy';

/** A run as it was seen from outside: what the node said, and what the sandbox has. */
export interface Observation {
	plan: Plan;
	/**
	 * what tells of each item whether something was made for it: its business reference, or what its
	 * subject says
	 */
	references: string[];
	before: Made;
	first: Outcome;
	afterFirst: Made;
	/** statuses of the operation's own requests in the first execution */
	arrivals: number[];
	/** how often the first execution came to the service's address */
	visits?: number;
	/** the same input once more, where that is safe */
	again?: { outcome: Outcome; made: Made };
}

/**
 * Judges a run without any of the node's code: by what the vendors document, and by what the
 * sandbox has.
 */
export function judge(run: Observation): Finding[] {
	return [
		...duplicates(run),
		...lost(run),
		...unexpected(run),
		...sentTooOften(run),
		...cameTooOften(run),
		...withoutRemedy(run),
	].filter(({ count }) => count > 0);
}

/** How many of the run's references have something there at its end. */
export function placed(run: Observation): number {
	const made = newThings(run, run.again?.made ?? run.afterFirst);
	if (run.plan.mode === 'automatic') return Math.min(made.length, run.plan.items);
	return run.references.filter((reference) => made.includes(reference)).length;
}

/** The keys of what is there beside what was there before; undefined for a thing without one. */
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

/** Errors where none was due, and successes where there can be none. */
function unexpected(run: Observation): Finding[] {
	const { plan, first } = run;
	const may = plan.faults.filter(({ fault }) => mayFail(plan, fault));
	// Whatever is wrong from the beginning is wrong for all items.
	const allowed = may.some(({ fault }) => fault.at === undefined) ? Infinity : may.length;
	const must =
		plan.shape === 'single' &&
		// What the login is refused by a redirect may go well by its other way, the refresh.
		plan.subject.kind !== 'session' &&
		meaningsOf(plan).includes('refused');
	return [
		found('lost', first.errors.length - allowed, 'failed, and need not have', first),
		found('misbehaved', must && first.errors.length === 0 ? 1 : 0, 'a refusal was not reported'),
	];
}

function mayFail({ subject, retries }: Plan, fault: ChaosFault): boolean {
	const meaning = meaningOf(fault, subject);
	// Its own request is the login: whatever that meets is the operation's result.
	if (subject.kind === 'session') return meaning !== 'none' || fault.at !== undefined;
	switch (meaning) {
		case 'none':
		case 'untaken':
			return false;
		case 'failed':
			return true;
		case 'refused':
			return !retries;
		case 'open':
			// A page in place of a list is a wrong address or a portal more often than an accident.
			if (subject.kind === 'read') return fault.isAboutTheBody === true;
			return subject.kind === 'plain';
	}
}

/**
 * What must not be repeated was not: a final refusal, and a write without a key that may have been
 * carried out.
 */
function sentTooOften({ plan, arrivals }: Observation): Finding[] {
	const { subject, items, retries } = plan;
	if (retries || subject.kind === 'session') return [];
	const meanings = meaningsOf(plan);
	const isPlain = subject.kind === 'plain';
	const isFinal = meanings.length === 1 && meanings[0] === 'refused' && items === 1;
	if (!isPlain && !isFinal) return [];
	// A 401 that makes the node sign or log in again was not looked at.
	const counted = arrivals.filter((status) => status !== 401 || isFinal);
	const kind = isPlain ? 'duplicate' : 'misbehaved';
	return [found(kind, counted.length - items, `asked ${counted.length} times (${counted.join()})`)];
}

/** An address at which nothing can be had was tried again, or not at all. */
function cameTooOften({ plan: { faults }, visits = 0 }: Observation): Finding[] {
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
	const isOpen = meanings.every((meaning) => meaning === 'open' || meaning === 'failed');
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
