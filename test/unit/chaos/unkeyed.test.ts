import type { ReportedError } from '../../chaos/remedy';
import { evaluateUnkeyed, type UnkeyedRun } from '../../chaos/unkeyed/evaluate';
import { FAILURES, SEND_AGAIN, WAYS, type Failure, type Way } from '../../chaos/unkeyed/ways';

const [REFUSED, COMMITTED] = FAILURES as [Failure, Failure];
const [ON_FAIL, CONTINUE, RETRY] = WAYS as [Way, Way, Way];

const REFUSAL: ReportedError = {
	message: 'The service refused it',
	description: 'Check the amount.',
};
const UNKNOWN: ReportedError = {
	message: 'Whether it was carried out is not known',
	description: 'Look there first.',
};

const outcome = (...errors: ReportedError[]) => ({ succeeded: [], errors, stored: '' });

/** Three items whose second was refused at first, and that are there once each after a retry. */
const REFUSED_ONCE: UnkeyedRun = {
	failure: REFUSED,
	way: RETRY,
	failing: 1,
	asked: [1, 2, 1],
	carriedOut: [1, 1, 1],
	outcomes: [outcome(REFUSAL), outcome()],
};
/**
 * The same, but the second was carried out and nobody knows: it stays that way, and the third is
 * never begun.
 */
const OPEN: UnkeyedRun = {
	failure: COMMITTED,
	way: RETRY,
	failing: 1,
	asked: [1, 1, 0],
	carriedOut: [1, 1, 0],
	outcomes: [outcome(UNKNOWN), outcome(UNKNOWN)],
};
/** Somebody wants it sent again. */
const SENT_AGAIN: UnkeyedRun = {
	...OPEN,
	way: SEND_AGAIN,
	asked: [1, 2, 1],
	carriedOut: [1, 2, 1],
	outcomes: [outcome(UNKNOWN), outcome()],
};

const kinds = (run: UnkeyedRun) =>
	evaluateUnkeyed(run).map(({ kind, count }) => `${kind} ${count}`);

describe('the judge of writes without a key', () => {
	it.each([
		['each item was carried out once', REFUSED_ONCE],
		['an open outcome stays open', OPEN],
		['what somebody wants is sent again', SENT_AGAIN],
	])('finds nothing where %s', (_what, run) => {
		expect(kinds(run)).toEqual([]);
	});

	it('finds items that a retry carried out again', () => {
		expect(kinds({ ...REFUSED_ONCE, carriedOut: [2, 1, 3] })).toEqual(['unkeyedRepeat 3']);
		expect(kinds({ ...SENT_AGAIN, carriedOut: [2, 2, 1] })).toEqual(['unkeyedRepeat 1']);
	});

	it('finds an open outcome that was sent again without being asked to', () => {
		const run = { ...OPEN, carriedOut: [1, 2, 1], outcomes: [outcome(UNKNOWN), outcome()] };
		expect(kinds(run)).toEqual(['unkeyedRepeat 1']);
	});

	it('finds an item that is not there after the retry', () => {
		expect(kinds({ ...REFUSED_ONCE, carriedOut: [1, 0, 1] })).toEqual(['lost 1']);
		expect(kinds({ ...SENT_AGAIN, asked: [1, 1, 1], carriedOut: [1, 1, 1] })).toEqual(['lost 1']);
	});

	it('finds an open outcome that is called a success', () => {
		expect(kinds({ ...OPEN, outcomes: [outcome(UNKNOWN), outcome()] })).toEqual(['remedy 1']);
	});

	it('finds an error that does not say that the outcome is open', () => {
		expect(kinds({ ...OPEN, outcomes: [outcome(UNKNOWN), outcome(REFUSAL)] })).toEqual([
			'remedy 1',
		]);
	});

	it('takes it that a service refuses what it has done already', () => {
		const run = {
			...SENT_AGAIN,
			carriedOut: [1, 1, 0],
			outcomes: [outcome(UNKNOWN), outcome(REFUSAL)],
		};
		expect(kinds(run)).toEqual([]);
	});

	it('takes it that n8n repeats nothing where Continue hides a failure behind a first success', () => {
		const run = {
			...REFUSED_ONCE,
			way: CONTINUE,
			carriedOut: [1, 0, 1],
			outcomes: [outcome(REFUSAL)],
		};
		expect(kinds(run)).toEqual([]);
		expect(kinds({ ...run, failing: 0, carriedOut: [0, 1, 1] })).toEqual(['lost 1', 'lost 1']);
	});

	it('expects the items behind an open one where the run goes on', () => {
		const run = { ...OPEN, way: CONTINUE, outcomes: [outcome(UNKNOWN)] };
		expect(kinds(run)).toEqual(['lost 1']);
		expect(kinds({ ...run, way: ON_FAIL })).toEqual([]);
	});
});
