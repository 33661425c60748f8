import { Attempts } from '../../../core/repeat/budget';
import type { Reason } from '../../../core/repeat/decision';
import { reasonToRepeat } from '../../../core/repeat/decision';
import { mayBeDone } from '../../../core/repeat/failure';
import { attempt } from './attempt';
import type { Answer, ApiRequest } from './client';
import { ClockRepair } from './clockRepair';
import { Failed, answerOf, failureOf } from './judge';
import { finalError } from './lastWord';
import type { Run } from './run';
import { Cancelled, engineClock } from './wait';

/** Reasons for which all requests of a run fail alike. */
const COMMON: ReadonlySet<Reason> = new Set<Reason>(['connection', 'login', 'outage', 'session']);

/** A session that another login has ended comes back with the next try, or the one after; or something else is wrong with it. */
const MAXIMUM_SESSIONS = 3;

/**
 * Sends one request until it has an answer, as often as that is safe and the budget allows.
 * @throws NodeApiError with what happened and what to do; Cancelled when the execution was stopped
 */
export async function send(run: Run, itemIndex: number, request: ApiRequest): Promise<Answer> {
	const { connection, door, stop, report } = run;
	const clock = new ClockRepair(run);
	const attempts = new Attempts(connection.budget, Math.random);
	let startedAt: number | undefined;
	let queuedMs = 0;
	let mayBeDoneBefore = false;
	let refusedSessions = 0;
	for (;;) {
		const sent = attempts.count === 1 ? marked(run, request) : request;
		const tried = await attempt(run, sent, clock.trialOffset);
		if (stop?.aborted) throw new Cancelled();
		if (startedAt === undefined) startedAt = tried.admittedAt;
		else queuedMs += tried.queuedMs;
		const judged = answerOf(request, tried, attempts.count) ?? failureOf(door, request, tried);
		if (clock.asksForAnotherTry(tried, judged)) continue;
		if (!(judged instanceof Failed)) {
			run.isUnreachable = false;
			return judged;
		}
		const milliseconds = engineClock.now() - startedAt;
		const next = nextTry(run, request, judged, {
			attempts,
			milliseconds: milliseconds - queuedMs,
			asked: tried.asked,
			refusedSessions,
		});
		if (!next) {
			const tries = { count: attempts.count, milliseconds };
			const facts = { asked: tried.asked, mayBeDoneBefore, tries, clock: clock.words };
			throw finalError(run, itemIndex, request, { failed: judged, ...facts });
		}
		mayBeDoneBefore ||= mayBeDone(judged.kind);
		if (next.reason === 'session') refusedSessions++;
		const pause = async () => await engineClock.sleep(next.wait, stop);
		await (next.reason === 'limit' ? report.whileWaiting(engineClock.now, pause) : pause());
	}
}

/** What was done for a request so far. */
interface Efforts {
	attempts: Attempts;
	/** since it was first sent; not those behind others of this n8n, which say nothing about the service */
	milliseconds: number;
	/** how long the service asks to wait, in milliseconds */
	asked: number | undefined;
	/** tries whose session the service refused, though the credential had just renewed it */
	refusedSessions: number;
}

/** Why and in how many milliseconds the request is sent again; undefined when it must not be, or no longer. */
function nextTry(
	run: Run,
	request: ApiRequest,
	{ kind }: Failed,
	{ attempts, milliseconds, asked, refusedSessions }: Efforts,
): { reason: Reason; wait: number } | undefined {
	if (!maySendAgain(run, request)) return undefined;
	const { repeatable, method } = request;
	const reason = reasonToRepeat({ repeatable, isRead: method === 'GET' }, kind, run.door.repeats);
	if (reason === undefined || (run.isUnreachable && COMMON.has(reason))) return undefined;
	const isOver = reason === 'session' && refusedSessions + 1 >= MAXIMUM_SESSIONS;
	const wait = isOver ? undefined : attempts.next(asked, milliseconds);
	if (wait === undefined) {
		run.isUnreachable ||= COMMON.has(reason);
		return undefined;
	}
	run.report.repeated(reason);
	return { reason, wait };
}

function maySendAgain({ mayRepeat, connection }: Run, request: ApiRequest): boolean {
	return mayRepeat && !request.once && connection.budget.maximumAttempts > 1;
}

/** Tells the credential, where it wants to know, that there may be another try. */
function marked(run: Run, request: ApiRequest): ApiRequest {
	const { repeatMark } = run.door;
	if (repeatMark === undefined || run.isUnreachable || !maySendAgain(run, request)) return request;
	return { ...request, headers: { ...request.headers, ...repeatMark } };
}
