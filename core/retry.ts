import { TLS_CODES } from './http/networkError';

/** Network errors after which the request surely never reached the service. */
const NEVER_ARRIVED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	...TLS_CODES,
]);

/**
 * Those of them that may pass in a moment: a route, a name server or a service comes back, a wrong
 * name or certificate does not.
 */
const PASSING = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** One try of a request that brought nothing usable. */
export type FailureKind =
	/** the credential sent nothing, e.g. because no session was to be had */
	| { kind: 'notSent'; isTransient: boolean }
	/**
	 * no answer, or one that broke off; `code` as Node names it, e.g. `ECONNRESET`; `inHandshake`:
	 * see `failedInHandshake`
	 */
	| { kind: 'network'; code: string; inHandshake?: boolean }
	/**
	 * `reason` is the vendor's own word for a refusal, e.g. `timestamp_out_of_window`;
	 * `isInProgress`: an earlier request under the same key is under way
	 */
	| { kind: 'answer'; status: number; reason?: string | undefined; isInProgress?: boolean };

/** Whether the service may have carried out a request that failed like this. */
export function mayBeDone(failure: FailureKind): boolean {
	switch (failure.kind) {
		case 'notSent':
			return false;
		case 'network':
			return !neverArrived(failure.code, failure.inHandshake);
		case 'answer':
			// A success that can't be read was carried out as far as anybody knows; an internal error, or
			// a proxy that gave up, tells nothing of how far it came; of a nonce that was seen before,
			// the copy that was seen may have been carried out. What is under way under the same key may
			// be an earlier attempt of this very write.
			return (
				failure.status < 300 ||
				failure.status >= 500 ||
				failure.reason === 'replay_detected' ||
				failure.isInProgress === true
			);
	}
}

/**
 * Whether a broken connection may hold the next time: one that broke in the middle, or one whose
 * obstacle passes.
 */
export function mayConnectNext(code: string, inHandshake?: boolean): boolean {
	return PASSING.has(code) || !neverArrived(code, inHandshake);
}

function neverArrived(code: string, inHandshake = false): boolean {
	return inHandshake || NEVER_ARRIVED.has(code);
}

/** What is known of a request before it is sent. */
export interface Request {
	/**
	 * whether nothing happens twice when it is sent twice: a read, or a write that the service
	 * recognises
	 */
	repeatable: boolean;
	/** GET */
	isRead: boolean;
}

/** Why a request is sent again; the operator reads it in words. */
export type RetryReason =
	| 'connection'
	| 'inProgress'
	| 'limit'
	| 'login'
	| 'malformed'
	| 'nonce'
	| 'outage'
	| 'session';

/** What differs between services. */
export interface RetryRules {
	/**
	 * a 401 means that the session was ended by another login since n8n renewed it, rather than that
	 * the key is wrong
	 */
	sessions: boolean;
	/** the vendor asks for reads that met its internal error to be tried again */
	readsAfter500: boolean;
}

/** What a proxy or an overloaded service answers for a while. */
const OUTAGES = new Set([502, 503, 504]);

/**
 * Whether a failed request may be sent once more, and why. Never in doubt, because a repeated order
 * or payment is money: a write without a key is only repeated where it is certain that the service
 * did not take it.
 */
export function retryReason(
	request: Request,
	failure: FailureKind,
	rules: RetryRules,
): RetryReason | undefined {
	const reason = transientReason(request, failure, rules);
	return reason !== undefined && (request.repeatable || !mayBeDone(failure)) ? reason : undefined;
}

/** Why it may go better the next time, whoever asks. */
function transientReason(
	request: Request,
	failure: FailureKind,
	rules: RetryRules,
): RetryReason | undefined {
	if (failure.kind === 'notSent') return failure.isTransient ? 'login' : undefined;
	if (failure.kind === 'network') {
		return mayConnectNext(failure.code, failure.inHandshake) ? 'connection' : undefined;
	}
	const { status, reason, isInProgress } = failure;
	if (isInProgress) return 'inProgress';
	if (status === 429) return 'limit';
	if (OUTAGES.has(status)) return 'outage';
	if (status === 500 && rules.readsAfter500 && request.isRead) return 'outage';
	if (status === 401 && rules.sessions) return 'session';
	if (reason === 'replay_detected') return 'nonce';
	// The answer of a write that was carried out, and lost on the way: its repetition brings the
	// stored one. A read of a page that is no JSON brings the same page.
	return status < 300 && !request.isRead ? 'malformed' : undefined;
}

/** How often and how long one request is sent. */
export interface RetryPolicy {
	/** attempts in all, the first included */
	maximumAttempts: number;
	/**
	 * milliseconds from the first attempt to the start of the last, waits and answers included, but
	 * not the time queued behind n8n's own other requests
	 */
	maximumWaitMs: number;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/**
 * Added to a delay that the server asked for, so that those who were rejected together do not come
 * back together.
 */
const LONGEST_JITTER_MS = 1000;

/**
 * How long to wait before a request is sent again: as long as the server asks, or else exponential
 * back-off. Half of a back-off is fixed and half is chance: it grows for sure, and no two meet.
 * @param made attempts so far, the failed one included
 * @param retryAfterMs how long the server asked to wait
 * @param elapsedMs since the first attempt was sent, as the policy counts them
 * @param random as `Math.random`
 * @returns milliseconds; undefined when the policy allows no further attempt
 */
export function delayBeforeRetry(
	{ maximumAttempts, maximumWaitMs }: RetryPolicy,
	made: number,
	retryAfterMs: number | undefined,
	elapsedMs: number,
	random: () => number,
): number | undefined {
	const backOff = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (made - 1));
	const delay =
		retryAfterMs === undefined
			? (backOff * (1 + random())) / 2
			: retryAfterMs + random() * LONGEST_JITTER_MS;
	const isOver = made >= maximumAttempts || elapsedMs + (retryAfterMs ?? delay) > maximumWaitMs;
	return isOver ? undefined : delay;
}
