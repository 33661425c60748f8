/**
 * What Node finds wrong with a server's certificate, before it lets anything of a request out:
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
 * TLS errors that can't come after a request was taken. A server that asks for a client certificate
 * says so after the client's part of the handshake, with TLS 1.3, but takes nothing before it has
 * one (RFC 8446, 6.2).
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

/** How often n8n and clients wrap an error at most. */
const LONGEST_CHAIN = 5;

/**
 * Whether a request failed while its TLS connection was still being made, so that nothing of it was
 * sent. In the middle of a connection the same codes occur (`EPROTO`,
 * `ERR_SSL_WRONG_VERSION_NUMBER`): the state of the socket tells them apart. Where it is not known,
 * the outcome is not known either.
 * @param error of axios, or what n8n made of it
 */
export function failedInHandshake(error: unknown): boolean {
	let cause = error;
	for (let depth = 0; depth < LONGEST_CHAIN && typeof cause === 'object' && cause; depth++) {
		const { code, request } = cause as {
			code?: unknown;
			request?: { socket?: { secureConnecting?: unknown } | null } | null;
		};
		if (/^(EPROTO$|ERR_SSL_|ERR_TLS_)/.test(String(code)) && request) {
			return request.socket?.secureConnecting === true;
		}
		cause = (cause as { cause?: unknown }).cause;
	}
	return false;
}

/**
 * Why no answer came, for a sentence, and what to do about it where more is known than that the
 * network is to be checked.
 */
interface Obstacle {
	words: string;
	advice?: string;
}

const UNTRUSTED: Obstacle = {
	words: 'its certificate is not trusted',
	advice:
		'If it is from an authority of your own or of your proxy, name the file of that authority in NODE_EXTRA_CA_CERTS and restart n8n. If it is from a public one, the server does not send the intermediate certificate: that is for its operator to correct.',
};
const OUT_OF_TIME =
	'Compare the clock of this n8n with the right time first. If it is right, the certificate has to be renewed by the operator of the server, or of the proxy in front of it.';
const OTHER_NAME: Obstacle = {
	words: 'its certificate is for another host name',
	advice:
		'Check the address in the credential (API Root, Environment or Base URL): the certificate must name that host. A proxy that answers in place of the service has the same effect.',
};
const OTHER_CERTIFICATE: Obstacle = {
	words: 'its certificate was revoked or is not valid',
	advice: 'Ask the operator of the server, or of the proxy in front of it.',
};
const NO_TLS: Obstacle = {
	words: 'what answers there does not speak TLS',
	advice:
		'Check the address in the credential: the port, and whether the service is reached by https or, on this machine, by http.',
};
const NO_AGREEMENT: Obstacle = {
	words: 'no encrypted connection could be agreed on',
	advice:
		'The server, or a proxy in front of it, allows other versions of TLS only, or asks for a client certificate, which this credential does not have. Ask its operator.',
};

/**
 * In words: n8n replaces every message that names an error such as ECONNREFUSED by a general one of
 * its own.
 */
const OBSTACLES: Readonly<Record<string, Obstacle>> = {
	ECONNREFUSED: { words: 'nobody answers there' },
	ENOTFOUND: { words: 'the host name is not known' },
	EAI_AGAIN: { words: 'the host name could not be looked up' },
	ETIMEDOUT: { words: 'no answer came in time' },
	ECONNABORTED: { words: 'no answer came in time' },
	ECONNRESET: { words: 'the connection was cut' },
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
 * @param code as Node names it
 * @param message of the error, in which OpenSSL says what `EPROTO` is about
 * @param inHandshake see `failedInHandshake`
 */
export function obstacleOf(code: string, message: string, inHandshake: boolean): Obstacle {
	const known = Object.hasOwn(OBSTACLES, code) ? OBSTACLES[code] : undefined;
	if (known) return known;
	if (/^ERR_(SSL|TLS)_/.test(code) ? TLS_CODES.has(code) || inHandshake : inHandshake) {
		return /wrong.version.number|packet.length.too.long|unknown.protocol/i.test(
			`${code} ${message}`,
		)
			? NO_TLS
			: NO_AGREEMENT;
	}
	return TLS_CODES.has(code) ? OTHER_CERTIFICATE : { words: 'the connection failed' };
}

/**
 * Raised by a credential before anything of the node's own request was sent: whatever it was, it
 * was not carried out.
 */
export class NotSent extends Error {
	/**
	 * @param isTransient the same request may succeed in a moment; otherwise something has to be
	 *   corrected first
	 * @param retryAfterMs how long the service asked to be left alone, in milliseconds, where it said
	 *   so
	 */
	constructor(
		message: string,
		readonly isTransient: boolean,
		readonly retryAfterMs?: number,
	) {
		super(message);
	}
}
