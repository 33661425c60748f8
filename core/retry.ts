import { TLS_CODES, UNREACHABLE } from './http/networkError';

/** Network errors after which the request certainly never reached the service. */
const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', ...TLS_CODES]);

/**
 * Those of them that may be transient: a route, a name server or a service comes back, a wrong name
 * or certificate does not.
 */
const PASSING = new Set(['ECONNREFUSED', 'EAI_AGAIN', ...UNREACHABLE]);

/** An attempt without a usable answer. */
export type FailureKind =
	/** the credential sent nothing, e.g. because the login failed */
	| { kind: 'notSent'; isTransient: boolean }
	/**
	 * no answer or an incomplete one; `code` is Node's, e.g. `ECONNRESET`; `beforeSending`: see
	 * `failedBeforeSending`
	 */
	| { kind: 'network'; code: string; beforeSending?: boolean }
	/**
	 * `reason` is the vendor's error code, e.g. `timestamp_out_of_window`; `isInProgress`: an earlier
	 * request with the same idempotency key is still running
	 */
	| { kind: 'answer'; status: number; reason?: string | undefined; isInProgress?: boolean };

/** Whether the service may have executed a request that failed like this. */
export function mayBeDone(failure: FailureKind): boolean {
	switch (failure.kind) {
		case 'notSent':
			return false;
		case 'network':
			return !neverArrived(failure.code, failure.beforeSending);
		case 'answer':
			// An unreadable success was probably executed. An internal error or a proxy's timeout does
			// not tell how far the request came. With a reused nonce, the earlier copy of the request may
			// have been executed. A request in progress with the same key may be an earlier attempt of
			// this write.
			return (
				failure.status < 300 ||
				failure.status >= 500 ||
				failure.reason === 'replay_detected' ||
				failure.isInProgress === true
			);
	}
}

/** Whether a network error is transient: the connection broke midway, or its obstacle may pass. */
export function mayConnectNext(code: string, beforeSending?: boolean): boolean {
	return PASSING.has(code) || !neverArrived(code, beforeSending);
}

function neverArrived(code: string, beforeSending = false): boolean {
	return beforeSending || NEVER_ARRIVED.has(code);
}

/** The properties of a request that decide on retries. */
export interface Request {
	/** whether it is safe to send twice: a read, or a write that the service deduplicates */
	repeatable: boolean;
	/** GET */
	isRead: boolean;
}

/** Why a request is retried; the run's report says it in words. */
export type RetryReason =
	| 'connection'
	| 'inProgress'
	| 'limit'
	| 'login'
	| 'malformed'
	| 'nonce'
	| 'outage'
	| 'session';

/** The retry rules that differ between services. */
export interface RetryRules {
	/**
	 * a 401 means that another login ended the session since n8n renewed it, not that the key is
	 * wrong
	 */
	sessions: boolean;
	/** the vendor asks clients to retry reads after its internal errors */
	readsAfter500: boolean;
}

/** Statuses of a proxy or service that is down or overloaded for a while. */
const OUTAGES = new Set([502, 503, 504]);

/**
 * Returns why a failed request may be retried, or undefined if it may not. In doubt it may not,
 * because a repeated order or payment costs money: a write without a key is retried only if the
 * service certainly did not execute it.
 */
export function retryReason(
	request: Request,
	failure: FailureKind,
	rules: RetryRules,
): RetryReason | undefined {
	const reason = transientReason(request, failure, rules);
	return reason !== undefined && (request.repeatable || !mayBeDone(failure)) ? reason : undefined;
}

/** Returns why a retry may succeed, regardless of whether it is safe. */
function transientReason(
	request: Request,
	failure: FailureKind,
	rules: RetryRules,
): RetryReason | undefined {
	if (failure.kind === 'notSent') return failure.isTransient ? 'login' : undefined;
	if (failure.kind === 'network') {
		return mayConnectNext(failure.code, failure.beforeSending) ? 'connection' : undefined;
	}
	const { status, reason, isInProgress } = failure;
	if (isInProgress) return 'inProgress';
	if (status === 429) return 'limit';
	if (OUTAGES.has(status)) return 'outage';
	if (status === 500 && rules.readsAfter500 && request.isRead) return 'outage';
	if (status === 401 && rules.sessions) return 'session';
	if (reason === 'replay_detected') return 'nonce';
	// The answer of an executed write was lost: a retry gets the stored one. A read that returned a
	// page instead of JSON would get the same page again.
	return status < 300 && !request.isRead ? 'malformed' : undefined;
}

/** How often and for how long one request is retried. */
export interface RetryPolicy {
	/** attempts in all, the first included */
	maximumAttempts: number;
	/**
	 * milliseconds from the first attempt to the start of the last, waits and answers included,
	 * excluding time queued behind n8n's own requests
	 */
	maximumWaitMs: number;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/** The first delay after a broken connection, which says nothing about the next one. */
const QUICK_DELAY_MS = 100;
/**
 * Jitter added to a delay that the server requested, so that requests rejected together do not
 * return together.
 */
const LONGEST_JITTER_MS = 1000;

/** An attempt that may be followed by a retry. */
export interface FailedAttempt {
	/** attempts so far, this one included */
	made: number;
	reason: RetryReason;
	/** milliseconds that the server asked to wait */
	retryAfterMs: number | undefined;
	/** milliseconds since the first attempt was sent, as the policy counts them */
	elapsedMs: number;
}

/**
 * Returns the delay before a retry: the one that the server requested, or else exponential
 * back-off. Half of a back-off is fixed and half is random, so it always grows, and clients spread
 * out.
 * @param random as `Math.random`
 * @returns milliseconds; undefined when the policy allows no further attempt
 */
export function delayBeforeRetry(
	{ maximumAttempts, maximumWaitMs }: RetryPolicy,
	{ made, reason, retryAfterMs, elapsedMs }: FailedAttempt,
	random: () => number,
): number | undefined {
	const backOff =
		reason === 'connection' && made === 1
			? QUICK_DELAY_MS
			: Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (made - 1));
	const delay =
		retryAfterMs === undefined
			? (backOff * (1 + random())) / 2
			: retryAfterMs + random() * LONGEST_JITTER_MS;
	const isOver = made >= maximumAttempts || elapsedMs + (retryAfterMs ?? delay) > maximumWaitMs;
	return isOver ? undefined : delay;
}
