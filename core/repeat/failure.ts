import { TLS_CODES } from './handshake';

/** Network errors after which the request surely never reached the service. */
const NEVER_ARRIVED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	...TLS_CODES,
]);

/** Those of them that may pass in a moment: a route, a name server or a service comes back, a wrong name or certificate does not. */
const PASSING = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** One try of a request that brought nothing usable. */
export type Failure =
	/** the credential sent nothing, e.g. because no session was to be had */
	| { kind: 'notSent'; isTransient: boolean }
	/** no answer, or one that broke off; `code` as Node names it, e.g. `ECONNRESET`; `inHandshake`: see `failedInHandshake` */
	| { kind: 'network'; code: string; inHandshake?: boolean }
	/**
	 * `reason` is the vendor's own word for a refusal, e.g. `timestamp_out_of_window`; `isInProgress`: an earlier request under the same
	 * key is under way
	 */
	| { kind: 'answer'; status: number; reason?: string | undefined; isInProgress?: boolean };

/** Whether the service may have carried out a request that failed like this. */
export function mayBeDone(failure: Failure): boolean {
	switch (failure.kind) {
		case 'notSent':
			return false;
		case 'network':
			return !neverArrived(failure.code, failure.inHandshake);
		case 'answer':
			// A success that can't be read was carried out as far as anybody knows; an internal error, or a proxy that gave up, tells
			// nothing of how far it came; of a nonce that was seen before, the copy that was seen may have been carried out.
			// What is under way under the same key may be an earlier attempt of this very write.
			return (
				failure.status < 300 ||
				failure.status >= 500 ||
				failure.reason === 'replay_detected' ||
				failure.isInProgress === true
			);
	}
}

/** Whether a broken connection may hold the next time: one that broke in the middle, or one whose obstacle passes. */
export function mayConnectNext(code: string, inHandshake?: boolean): boolean {
	return PASSING.has(code) || !neverArrived(code, inHandshake);
}

function neverArrived(code: string, inHandshake = false): boolean {
	return inHandshake || NEVER_ARRIVED.has(code);
}
