import type { ReportedError } from '../../chaos/remedy';
import { evaluateUnkeyed, type UnkeyedRun } from '../../chaos/unkeyed/evaluate';
import { FAILURES, SEND_AGAIN, WAYS, type Failure, type Way } from '../../chaos/unkeyed/ways';

const [REJECTED, COMMITTED] = FAILURES as [Failure, Failure];
const [ON_FAIL, CONTINUE, RETRY] = WAYS as [Way, Way, Way];

const REJECTION: ReportedError = {
	message: 'The service refused it',
	description: 'Check the amount.',
};
const UNKNOWN: ReportedError = {
	message: 'The outcome is unknown',
	description: 'Check there first.',
};

const outcome = (...errors: ReportedError[]) => ({ succeeded: [], errors, stored: '' });

/**
 * Three items of which the second was rejected at first, and that exist once each after a retry.
 */
const REJECTED_ONCE: UnkeyedRun = {
	failure: REJECTED,
	way: RETRY,
	failing: 1,
	asked: [1, 2, 1],
	carriedOut: [1, 1, 1],
	outcomes: [outcome(REJECTION), outcome()],
};
/**
 * The same, but the second was processed with an unknown outcome: it stays that way, and the third
 * never starts.
 */
const OPEN: UnkeyedRun = {
	failure: COMMITTED,
	way: RETRY,
	failing: 1,
	asked: [1, 1, 0],
	carriedOut: [1, 1, 0],
	outcomes: [outcome(UNKNOWN), outcome(UNKNOWN)],
};
/** The user allows sending it again. */
const SENT_AGAIN: UnkeyedRun = {
	...OPEN,
	way: SEND_AGAIN,
	asked: [1, 2, 1],
	carriedOut: [1, 2, 1],
	outcomes: [outcome(UNKNOWN), outcome()],
};

const kinds = (run: UnkeyedRun) =>
	evaluateUnkeyed(run).map(({ kind, count }) => `${kind} ${count}`);

describe('the oracle of unkeyed writes', () => {
	it.each([
		['each item was processed once', REJECTED_ONCE],
		['an unknown outcome stays unknown', OPEN],
		['a write is sent again because the user allows it', SENT_AGAIN],
	])('reports nothing if %s', (_what, run) => {
		expect(kinds(run)).toEqual([]);
	});

	it('reports items that a retry processed again', () => {
		expect(kinds({ ...REJECTED_ONCE, carriedOut: [2, 1, 3] })).toEqual(['unkeyedRepeat 3']);
		expect(kinds({ ...SENT_AGAIN, carriedOut: [2, 2, 1] })).toEqual(['unkeyedRepeat 1']);
	});

	it('reports an unknown outcome that was sent again without permission', () => {
		const run = { ...OPEN, carriedOut: [1, 2, 1], outcomes: [outcome(UNKNOWN), outcome()] };
		expect(kinds(run)).toEqual(['unkeyedRepeat 1']);
	});

	it('reports an item that is missing after the retry', () => {
		expect(kinds({ ...REJECTED_ONCE, carriedOut: [1, 0, 1] })).toEqual(['lost 1']);
		expect(kinds({ ...SENT_AGAIN, asked: [1, 1, 1], carriedOut: [1, 1, 1] })).toEqual(['lost 1']);
	});

	it('reports an unknown outcome presented as a success', () => {
		expect(kinds({ ...OPEN, outcomes: [outcome(UNKNOWN), outcome()] })).toEqual(['remedy 1']);
	});

	it('reports an error that does not say that the outcome is unknown', () => {
		expect(kinds({ ...OPEN, outcomes: [outcome(UNKNOWN), outcome(REJECTION)] })).toEqual([
			'remedy 1',
		]);
	});

	it('accepts that a service rejects a repetition', () => {
		const run = {
			...SENT_AGAIN,
			carriedOut: [1, 1, 0],
			outcomes: [outcome(UNKNOWN), outcome(REJECTION)],
		};
		expect(kinds(run)).toEqual([]);
	});

	it('accepts that n8n retries nothing if Continue hides a failure behind a first success', () => {
		const run = {
			...REJECTED_ONCE,
			way: CONTINUE,
			carriedOut: [1, 0, 1],
			outcomes: [outcome(REJECTION)],
		};
		expect(kinds(run)).toEqual([]);
		expect(kinds({ ...run, failing: 0, carriedOut: [0, 1, 1] })).toEqual(['lost 1', 'lost 1']);
	});

	it('expects the items after an unknown one if the run continues', () => {
		const run = { ...OPEN, way: CONTINUE, outcomes: [outcome(UNKNOWN)] };
		expect(kinds(run)).toEqual(['lost 1']);
		expect(kinds({ ...run, way: ON_FAIL })).toEqual([]);
	});
});
