import { CodedError, type ErrorCode, LONGEST_CHAIN } from '../errors';

/**
 * Node's error codes for a server certificate, raised before any part of a request is sent:
 * OpenSSL's verification errors (Node's documentation of `tls`, "X509 certificate error codes") and
 * Node's own comparison of names.
 */
const CERTIFICATE_CODES = [
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_GET_CRL',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
	'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
	'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
	'CERT_SIGNATURE_FAILURE',
	'CRL_SIGNATURE_FAILURE',
	'CERT_NOT_YET_VALID',
	'CERT_HAS_EXPIRED',
	'CRL_NOT_YET_VALID',
	'CRL_HAS_EXPIRED',
	'ERROR_IN_CERT_NOT_BEFORE_FIELD',
	'ERROR_IN_CERT_NOT_AFTER_FIELD',
	'ERROR_IN_CRL_LAST_UPDATE_FIELD',
	'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
	'OUT_OF_MEM',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'CERT_CHAIN_TOO_LONG',
	'CERT_REVOKED',
	'INVALID_CA',
	'PATH_LENGTH_EXCEEDED',
	'INVALID_PURPOSE',
	'CERT_UNTRUSTED',
	'CERT_REJECTED',
	'HOSTNAME_MISMATCH',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_TLS_CERT_ALTNAME_FORMAT',
];

/**
 * TLS errors that can't occur after the server has read a request. With TLS 1.3, a server that
 * requires a client certificate says so after the client's part of the handshake, but reads nothing
 * before it has one (RFC 8446, 6.2).
 */
export const TLS_CODES: ReadonlySet<string> = new Set([
	...CERTIFICATE_CODES,
	'ERR_TLS_DH_PARAM_SIZE',
	'ERR_TLS_INVALID_PROTOCOL_VERSION',
	'ERR_TLS_INVALID_PROTOCOL_METHOD',
	'ERR_TLS_PROTOCOL_VERSION_CONFLICT',
	'ERR_TLS_REQUIRED_SERVER_NAME',
	'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
]);

/** There is no route to the host, or none any more. */
export const UNREACHABLE: ReadonlySet<string> = new Set(['EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Whether a request failed while the connection was made, before any of it was sent. The same codes
 * also occur later in a connection, so for TLS (`EPROTO`, `ERR_SSL_WRONG_VERSION_NUMBER`) the
 * socket's state decides, and for a lost route (`EHOSTUNREACH`, `ENETUNREACH`) the system call. Where
 * that is unknown, the outcome is unknown too.
 * @param error axios's error, or n8n's wrapper around it
 */
export function failedBeforeSending(error: unknown): boolean {
	let cause = error;
	for (let depth = 0; depth < LONGEST_CHAIN && typeof cause === 'object' && cause; depth++) {
		const { code, request } = cause as NetworkError;
		if (/^(EPROTO$|ERR_SSL_|ERR_TLS_)/.test(String(code)) && request) {
			return request.socket?.secureConnecting === true;
		}
		if (UNREACHABLE.has(String(code)) && wasConnecting(cause)) return true;
		cause = (cause as { cause?: unknown }).cause;
	}
	return false;
}

interface NetworkError {
	code?: unknown;
	syscall?: unknown;
	/** of attempts to connect to several addresses */
	errors?: unknown;
	message?: unknown;
	request?: { socket?: { secureConnecting?: unknown } | null } | null;
}

/** n8n 1.102 to 2.33 keep only the message, which begins with the system call. */
function wasConnecting({ syscall, errors, message }: NetworkError): boolean {
	return syscall === 'connect' || Array.isArray(errors) || /^connect E/.test(String(message));
}

/** Why no answer came, as part of a sentence, with specific advice where there is any. */
interface Obstacle {
	words: string;
	advice?: string;
}

const UNTRUSTED: Obstacle = {
	words: 'its certificate is not trusted',
	advice:
		'If your own certificate authority or your proxy issued it, set NODE_EXTRA_CA_CERTS to the file with the authority’s certificate and restart n8n. If a public authority issued it, the server does not send its intermediate certificate: ask its operator to fix that.',
};
const OUT_OF_TIME =
	'First check that n8n’s clock is right. If it is, the operator of the server, or of the proxy in front of it, must renew the certificate.';
const OTHER_NAME: Obstacle = {
	words: 'its certificate is for another host name',
	advice:
		'Check the URL in the credential (API Root, Environment or Base URL): the certificate must be for that host. A proxy that responds instead of the service has the same effect.',
};
const OTHER_CERTIFICATE: Obstacle = {
	words: 'its certificate was revoked or is not valid',
	advice: 'Ask the operator of the server, or of the proxy in front of it.',
};
const NO_TLS: Obstacle = {
	words: 'the server does not use TLS',
	advice:
		'Check the URL in the credential: its port, and whether it starts with https:// or, on this machine, http://.',
};
const NO_AGREEMENT: Obstacle = {
	words: 'the TLS handshake failed',
	advice:
		'The server, or a proxy in front of it, only accepts other TLS versions, or requires a client certificate, which this credential does not support. Ask its operator.',
};

/**
 * Described in words, because n8n replaces every message that contains a code such as ECONNREFUSED
 * with a generic one.
 */
const OBSTACLES: Readonly<Record<string, Obstacle>> = {
	ECONNREFUSED: { words: 'connection refused' },
	ENOTFOUND: { words: 'the host name does not exist' },
	EAI_AGAIN: { words: 'the host name could not be looked up' },
	EHOSTUNREACH: { words: 'there is no route to the host' },
	ENETUNREACH: { words: 'there is no route to its network' },
	ETIMEDOUT: { words: 'the connection timed out' },
	ECONNABORTED: { words: 'the connection timed out' },
	ECONNRESET: { words: 'the connection was closed' },
	CERT_HAS_EXPIRED: { words: 'its certificate has expired', advice: OUT_OF_TIME },
	CERT_NOT_YET_VALID: { words: 'its certificate is not valid yet', advice: OUT_OF_TIME },
	DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
	SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
	UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
	CERT_UNTRUSTED: UNTRUSTED,
	ERR_TLS_CERT_ALTNAME_INVALID: OTHER_NAME,
	ERR_TLS_CERT_ALTNAME_FORMAT: OTHER_NAME,
	HOSTNAME_MISMATCH: OTHER_NAME,
};

/**
 * Returns why no answer came, by the error's code.
 * @param code as Node names it
 * @param message of the error, in which OpenSSL explains `EPROTO`
 * @param beforeSending see `failedBeforeSending`
 */
export function obstacleOf(code: string, message: string, beforeSending: boolean): Obstacle {
	const known = Object.hasOwn(OBSTACLES, code) ? OBSTACLES[code] : undefined;
	if (known) return known;
	if (/^ERR_(SSL|TLS)_/.test(code) ? TLS_CODES.has(code) || beforeSending : beforeSending) {
		return /wrong.version.number|packet.length.too.long|unknown.protocol/i.test(
			`${code} ${message}`,
		)
			? NO_TLS
			: NO_AGREEMENT;
	}
	return TLS_CODES.has(code) ? OTHER_CERTIFICATE : { words: 'the connection failed' };
}

/**
 * Raised by a credential before the node's own request is sent, so that request was not executed.
 */
export class NotSent extends CodedError {
	/**
	 * @param isTransient the same request may succeed soon; otherwise something has to be fixed first
	 * @param retryAfterMs the wait that the service requested, in milliseconds, if any
	 */
	constructor(
		errorCode: ErrorCode,
		message: string,
		readonly isTransient: boolean,
		readonly retryAfterMs?: number,
	) {
		super(errorCode, message);
	}
}
