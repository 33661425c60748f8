import type { Failure } from './failure';
import { mayBeDone, mayConnectNext } from './failure';

/** What is known of a request before it is sent. */
export interface Request {
	/** whether nothing happens twice when it is sent twice: a read, or a write that the service recognises */
	repeatable: boolean;
	/** GET */
	isRead: boolean;
}

/** Why a request is sent again; the operator reads it in words. */
export type Reason =
	| 'connection'
	| 'inProgress'
	| 'limit'
	| 'login'
	| 'malformed'
	| 'nonce'
	| 'outage'
	| 'session';

/** What differs between services. */
export interface RepeatRules {
	/** a 401 means that the session was ended by another login since n8n renewed it, rather than that the key is wrong */
	sessions: boolean;
	/** the vendor asks for reads that met its internal error to be tried again */
	readsAfter500: boolean;
}

/** What a proxy or an overloaded service answers for a while. */
const OUTAGES = new Set([502, 503, 504]);

/**
 * Whether a failed request may be sent once more, and why. Never in doubt, because a repeated order or payment is money: a write
 * without a key is only repeated where it is certain that the service did not take it.
 */
export function reasonToRepeat(
	request: Request,
	failure: Failure,
	rules: RepeatRules,
): Reason | undefined {
	const reason = passingReason(request, failure, rules);
	return reason !== undefined && (request.repeatable || !mayBeDone(failure)) ? reason : undefined;
}

/** Why it may go better the next time, whoever asks. */
function passingReason(request: Request, failure: Failure, rules: RepeatRules): Reason | undefined {
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
	// The answer of a write that was carried out, and lost on the way: its repetition brings the stored one. A read of a page that
	// is no JSON brings the same page.
	return status < 300 && !request.isRead ? 'malformed' : undefined;
}
