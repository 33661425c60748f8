import { measureSkew, clockSkews, type Unproven, skewHeader } from '../../../core/clockSkew';
import { remainingRequests, retryDelay } from '../../../core/http/headers';
import { QuotaExceeded } from '../../../core/rateLimiter';
import type { Answer, ApiClient, ApiRequest, Service } from './service';
import { answerOf, type Attempt, Failed, failureOf, finalError } from './response';
import { Cancelled, engineClock, type RequestScope, scopeOf } from './scope';
import {
	type CallingContext,
	exchange,
	MAXIMUM_ANSWER_MB,
	NoAnswer,
	type RawAnswer,
} from './transport';
import { duration } from '../../../core/time';
import { delayBeforeRetry, mayBeDone, type RetryReason, retryReason } from '../../../core/retry';

/** Pause after a 429 without Retry-After: one request's interval at the slowest limit. */
const DEFAULT_PAUSE_MS = 1000;

/**
 * Sends a request once, as soon as the rate limiter admits it, and reports the answer to the rate
 * limiter.
 * @param trialOffset a clock offset for this request only, in milliseconds; the default is the
 *   host's known offset
 * @throws Cancelled
 */
export async function sendOnce(
	scope: RequestScope,
	request: ApiRequest,
	trialOffset: number | undefined,
): Promise<Attempt> {
	const { identity } = scope.connection;
	const queuedAt = engineClock.now();
	const rejection = await waitForTurn(scope);
	const usedOffset = trialOffset ?? clockSkews.offset(identity.origin);
	const admittedAt = engineClock.now();
	const queuedMs = admittedAt - queuedAt;
	const times = { usedOffset, admittedAt, queuedMs, sentAt: Date.now() };
	if (rejection) {
		return {
			...times,
			outcome: rejection,
			retryAfterMs: rejection.waitMs,
			receivedAt: times.sentAt,
		};
	}
	const answered = exchange(
		scope.context,
		scope.service.credential,
		trialOffset === undefined ? request : withTrial(request, trialOffset),
		scope.service,
		{
			milliseconds: request.timeoutMs ?? scope.connection.longestAnswerMs,
			megabytes: request.file ? scope.connection.largestFileMb : MAXIMUM_ANSWER_MB,
			stop: scope.signal,
		},
	)
		.catch((error: unknown) => {
			if (error instanceof NoAnswer) return error;
			throw error;
		})
		.then((outcome) => {
			const receivedAt = Date.now();
			return { outcome, receivedAt, retryAfterMs: updateRateLimiter(scope, outcome, receivedAt) };
		});
	// A cancelled execution waits neither for an answer nor for a login.
	return { ...times, ...(await engineClock.unlessStopped(answered, scope.signal)) };
}

/** Waits until the rate limiter admits the request. */
async function waitForTurn({
	connection,
	report,
	signal,
}: RequestScope): Promise<QuotaExceeded | undefined> {
	return await report
		.whileWaiting(engineClock.now, async () => await connection.rateLimiter.acquire(signal))
		.then(
			() => undefined,
			(error: unknown) => {
				if (error instanceof QuotaExceeded) return error;
				throw error;
			},
		);
}

function updateRateLimiter(
	{ connection }: RequestScope,
	outcome: RawAnswer | NoAnswer,
	now: number,
) {
	const { rateLimiter, retry } = connection;
	if (outcome instanceof NoAnswer) {
		rateLimiter.done();
		return outcome.retryAfterMs;
	}
	if (outcome.status !== 429) {
		rateLimiter.accepted(remainingRequests(outcome.headers));
		// Only a 429 or a 503 with Retry-After: elsewhere X-RateLimit-Reset is about a limit that is
		// not reached.
		return outcome.status === 503 && 'retry-after' in outcome.headers
			? retryDelay(outcome.headers, now)
			: undefined;
	}
	const retryAfterMs = retryDelay(outcome.headers, now);
	rateLimiter.rejected(retryAfterMs ?? DEFAULT_PAUSE_MS, retry.maximumWaitMs);
	return retryAfterMs;
}

function withTrial(request: ApiRequest, offset: number): ApiRequest {
	return { ...request, headers: { ...request.headers, ...skewHeader(offset) } };
}

const UNPROVEN: Record<Unproven, string> = {
	noDate: 'Its response does not contain the server’s time.',
	cached: 'Its response came from a cache, so its time is not the server’s.',
	contradiction: 'By the time in its response the request was valid, so that time was not used.',
	tooFar:
		'By the time in its response the two clocks are more than a day apart, which no time zone explains, so that time was not used.',
};

/**
 * Signs a request again with the server's time when the server rejects its timestamp. The offset is
 * kept for the host once the server has accepted a request with it.
 */
class ClockSkewCorrection {
	/** for the next attempt, in milliseconds */
	trialOffset: number | undefined;
	/** explanation for the user when it did not help */
	words: string | undefined;

	constructor(private readonly scope: RequestScope) {}

	/**
	 * Learns from an attempt; true, at most once, when the request should be sent again with another
	 * time.
	 */
	shouldSignAgain(attempt: Attempt, response: Answer | Failed): boolean {
		const { service, connection, report } = this.scope;
		const { origin } = connection.identity;
		if (!service.isClockSkew || !('status' in attempt.outcome)) return false;
		const explanation = 'explanation' in response ? response.explanation : undefined;
		if (!explanation || !service.isClockSkew(explanation)) {
			// A rate limit, a proxy or an outage may answer before the timestamp is checked: only a
			// success proves the offset.
			if (this.trialOffset !== undefined && !(response instanceof Failed)) {
				clockSkews.confirm(origin, this.trialOffset);
			}
			report.signedWithOffset(attempt.usedOffset);
			return false;
		}
		if (this.trialOffset !== undefined) {
			this.words = `The request was signed again with the time in ${service.name}’s response, ${describeOffset(this.trialOffset)}, and rejected again.`;
			return false;
		}
		const offset = this.offsetAfter(attempt, origin);
		if (typeof offset === 'number') {
			this.trialOffset = offset;
			return true;
		}
		this.words = UNPROVEN[offset];
		return false;
	}

	private offsetAfter(attempt: Attempt, origin: string): number | Unproven {
		const { outcome, sentAt, receivedAt, usedOffset } = attempt;
		if (!('status' in outcome)) return 'noDate';
		// Another request may have learned the offset since this one was signed.
		const known = clockSkews.offset(origin);
		if (known !== usedOffset) return known;
		const { date, age } = outcome.headers;
		return measureSkew({ date, age, sentAt, receivedAt, usedOffset });
	}
}

function describeOffset(offset: number): string {
	const side = offset > 0 ? 'ahead of' : 'behind';
	return `${duration(Math.abs(offset))} ${side} n8n’s`;
}

/** Reasons that affect all requests of a run alike. */
const COMMON = new Set<RetryReason>(['connection', 'login', 'outage', 'session']);

/**
 * Attempts with new sessions. If another login ended the session, the next attempt or the one after
 * succeeds; otherwise something else is wrong.
 */
const MAXIMUM_SESSIONS = 3;

/**
 * Sends a request until it has a usable answer, as long as a retry is safe and the retry policy
 * allows it. All decisions are made here, in this order.
 * @throws NodeApiError with what happened and what to do; Cancelled when the execution was stopped
 */
export async function sendWithRetries(
	scope: RequestScope,
	itemIndex: number,
	request: ApiRequest,
): Promise<Answer> {
	const { connection, service, signal, report } = scope;
	const mayRetry = scope.mayRetry && !request.once && connection.retry.maximumAttempts > 1;
	const isRead = request.method === 'GET';
	const clock = new ClockSkewCorrection(scope);
	let attempts = 1;
	let startedAt: number | undefined;
	let queuedMs = 0;
	let mayBeDoneBefore = false;
	let rejectedSessions = 0;
	for (;;) {
		// Tells the credential that the request can be retried.
		const marksRetry = attempts === 1 && mayRetry && !scope.isUnreachable;
		const headers = { ...request.headers, ...(marksRetry ? service.retryHeader : {}) };
		const attempt = await sendOnce(scope, { ...request, headers }, clock.trialOffset);
		if (signal?.aborted) throw new Cancelled();
		// Time in the queue says nothing about the service.
		if (startedAt === undefined) startedAt = attempt.admittedAt;
		else queuedMs += attempt.queuedMs;

		const response = answerOf(request, attempt, attempts) ?? failureOf(service, request, attempt);
		// Signing again with the server's time is not a retry: the server did not execute the first
		// attempt.
		if (clock.shouldSignAgain(attempt, response)) continue;
		if (!(response instanceof Failed)) {
			scope.isUnreachable = false;
			return response;
		}

		const milliseconds = engineClock.now() - startedAt;
		const reason = mayRetry
			? retryReason({ repeatable: request.repeatable, isRead }, response.kind, service.retries)
			: undefined;
		let delay: number | undefined;
		// If another request of the run has used up its retries for the same reason, the others don't
		// retry.
		if (reason !== undefined && !(scope.isUnreachable && COMMON.has(reason))) {
			if (reason === 'session') rejectedSessions++;
			if (rejectedSessions < MAXIMUM_SESSIONS) {
				const { retryAfterMs } = attempt;
				const elapsedMs = milliseconds - queuedMs;
				delay = delayBeforeRetry(
					connection.retry,
					{ made: attempts, reason, retryAfterMs, elapsedMs },
					Math.random,
				);
			}
			if (delay === undefined && COMMON.has(reason)) scope.isUnreachable = true;
		}
		if (reason === undefined || delay === undefined) {
			throw finalError(scope, itemIndex, request, {
				failed: response,
				retryAfterMs: attempt.retryAfterMs,
				mayBeDoneBefore,
				attempts: { count: attempts, milliseconds },
				clock: clock.words,
			});
		}

		report.repeated(reason);
		mayBeDoneBefore ||= mayBeDone(response.kind);
		attempts++;
		const wait = delay;
		const pause = async () => await engineClock.sleep(wait, signal);
		await (reason === 'limit' ? report.whileWaiting(engineClock.now, pause) : pause());
	}
}

/** A client for one item of input. */
type ClientFor = (context: CallingContext, itemIndex: number) => ApiClient;

/**
 * Returns the HTTP client for one API. The credential signs requests or attaches the token;
 * requests keep to the rate limit and are retried.
 */
export function serviceClient(service: Service): ClientFor {
	return (context, itemIndex) => ({
		send: async (request) =>
			await sendWithRetries(await scopeOf(context, service), itemIndex, request),
	});
}
