import { serverClocks } from '../../../core/clock/serverClock';
import { withTrialOffset } from '../../../core/clock/trialOffset';
import { remainingRequests } from '../../../core/http/rateLimitHeaders';
import { retryDelay } from '../../../core/http/retryAfter';
import { LimitUsedUp } from '../../../core/pacing/pacer';
import type { ApiRequest } from './client';
import type { Run } from './run';
import type { RawAnswer } from './transport';
import { NoAnswer } from './noAnswer';
import { exchange, MAXIMUM_ANSWER_MB } from './transport';
import { engineClock } from './wait';

/** How long a refusal because of the limit holds everything up when it does not say for how long: a request of the slowest limit. */
const UNSAID_PAUSE_MS = 1000;

/** One try of a request. */
export interface Attempt {
	/** the answer, of any status, or why there is none */
	outcome: RawAnswer | NoAnswer | LimitUsedUp;
	/** how long the server asks to wait, in milliseconds */
	asked: number | undefined;
	/** when the limit let it go, by a clock that never goes back */
	admittedAt: number;
	/** milliseconds that it waited for that, behind others of this n8n */
	queuedMs: number;
	/** Unix times in milliseconds by this machine */
	sentAt: number;
	receivedAt: number;
	/** what was added to this machine's time for its timestamp */
	usedOffset: number;
}

/**
 * Sends a request once, as soon as the limit has room for it, and tells the limit what the answer said about it.
 * @param trialOffset a clock offset for this one request, in milliseconds; without it the one that is known of the host
 * @throws Cancelled
 */
export async function attempt(
	run: Run,
	request: ApiRequest,
	trialOffset: number | undefined,
): Promise<Attempt> {
	const { identity } = run.connection;
	const queuedAt = engineClock.now();
	const refusal = await admit(run);
	const usedOffset = trialOffset ?? serverClocks.offset(identity.origin);
	const admittedAt = engineClock.now();
	const queuedMs = admittedAt - queuedAt;
	const times = { usedOffset, admittedAt, queuedMs, sentAt: Date.now() };
	if (refusal) {
		return { ...times, outcome: refusal, asked: refusal.waitMs, receivedAt: times.sentAt };
	}
	const answered = exchange(
		run.context,
		run.door.credential,
		trialOffset === undefined ? request : withTrial(request, trialOffset),
		run.door,
		{
			milliseconds: request.timeoutMs ?? run.connection.longestAnswerMs,
			megabytes: request.file ? run.connection.largestFileMb : MAXIMUM_ANSWER_MB,
			stop: run.stop,
		},
	)
		.catch((error: unknown) => {
			if (error instanceof NoAnswer) return error;
			throw error;
		})
		.then((outcome) => {
			const receivedAt = Date.now();
			return { outcome, receivedAt, asked: tellPacer(run, outcome, receivedAt) };
		});
	// A cancelled execution waits for nobody: neither for an answer nor for a login.
	return { ...times, ...(await engineClock.unlessStopped(answered, run.stop)) };
}

/** Waits for the request's turn. */
async function admit({ connection, report, stop }: Run): Promise<LimitUsedUp | undefined> {
	return await report
		.whileWaiting(engineClock.now, async () => await connection.pacer.admit(stop))
		.then(
			() => undefined,
			(error: unknown) => {
				if (error instanceof LimitUsedUp) return error;
				throw error;
			},
		);
}

function tellPacer({ connection }: Run, outcome: RawAnswer | NoAnswer, now: number) {
	const { pacer, budget } = connection;
	if (outcome instanceof NoAnswer) {
		pacer.done();
		return outcome.retryAfterMs;
	}
	if (outcome.status !== 429) {
		pacer.accepted(remainingRequests(outcome.headers));
		// Only these two come with it: elsewhere X-RateLimit-Reset speaks of a limit that is not reached.
		return outcome.status === 503 && 'retry-after' in outcome.headers
			? retryDelay(outcome.headers, now)
			: undefined;
	}
	const asked = retryDelay(outcome.headers, now);
	pacer.refused(asked ?? UNSAID_PAUSE_MS, budget.maximumWaitMs);
	return asked;
}

function withTrial(request: ApiRequest, offset: number): ApiRequest {
	return { ...request, headers: { ...request.headers, ...withTrialOffset(offset) } };
}
