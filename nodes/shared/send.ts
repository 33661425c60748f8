import { LimitUsedUp } from '../../core/pacing/pacer';
import { Attempts } from '../../core/repeat/budget';
import type { Reason } from '../../core/repeat/decision';
import { reasonToRepeat } from '../../core/repeat/decision';
import { mayBeDone } from '../../core/repeat/failure';
import type { Attempt } from './attempt';
import { attempt } from './attempt';
import type { Answer, ApiRequest } from './client';
import { ClockRepair } from './clockRepair';
import { apiError } from './failure';
import { Failed, answerOf, failureOf } from './judge';
import { finalError, limitUsedUp } from './lastWord';
import type { Run } from './run';
import { Cancelled, engineClock } from './wait';

/** Reasons for which all requests of a run fail alike. */
const UNREACHABLE: ReadonlySet<Reason> = new Set<Reason>(['connection', 'login', 'outage']);

/**
 * Sends one request until it has an answer, as often as that is safe and the budget allows.
 * @throws NodeApiError with what happened and what to do; Cancelled when the execution was stopped
 */
export async function send(run: Run, itemIndex: number, request: ApiRequest): Promise<Answer> {
	return await sendUntilAnswered(run, itemIndex, request).catch((error: unknown) => {
		if (run.stop?.aborted) throw new Cancelled();
		if (!(error instanceof LimitUsedUp)) throw error;
		throw apiError(run.context.getNode(), limitUsedUp(run.door.service, error.waitMs), itemIndex);
	});
}

async function sendUntilAnswered(
	run: Run,
	itemIndex: number,
	request: ApiRequest,
): Promise<Answer> {
	const { connection, door, stop } = run;
	const startedAt = engineClock.now();
	const attempts = new Attempts(connection.budget, startedAt, Math.random);
	const clock = new ClockRepair(run);
	let mayBeDoneBefore = false;
	for (;;) {
		const tried = await attempt(run, request, clock.trialOffset);
		const judged = answerOf(tried, attempts.count) ?? failureOf(door, request, tried);
		if (clock.asksForAnotherTry(tried, judged)) continue;
		if (!(judged instanceof Failed)) {
			run.isUnreachable = false;
			return judged;
		}
		const failed = judged;
		const wait = waitBeforeNext(run, request, failed, tried, attempts);
		if (wait === undefined) {
			const tries = { count: attempts.count, milliseconds: engineClock.now() - startedAt };
			const facts = { failed, asked: tried.asked, mayBeDoneBefore, tries, clock: clock.words };
			throw finalError(run, itemIndex, request, facts);
		}
		mayBeDoneBefore ||= mayBeDone(failed.kind);
		await engineClock.sleep(wait, stop);
	}
}

/** Milliseconds until the request is sent again; undefined when it must not be, or no longer. */
function waitBeforeNext(
	run: Run,
	request: ApiRequest,
	{ kind }: Failed,
	{ asked }: Attempt,
	attempts: Attempts,
): number | undefined {
	if (!run.mayRepeat || request.once) return undefined;
	const { repeatable, method } = request;
	const reason = reasonToRepeat({ repeatable, isRead: method === 'GET' }, kind, run.door.repeats);
	if (reason === undefined) return undefined;
	const isUnreachable = UNREACHABLE.has(reason);
	if (isUnreachable && run.isUnreachable) return undefined;
	const wait = attempts.next(asked, engineClock.now());
	if (wait === undefined) run.isUnreachable ||= isUnreachable;
	else run.report.repeated(reason);
	return wait;
}
