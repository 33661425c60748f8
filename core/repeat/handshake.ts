/**
 * What Node finds wrong with a server's certificate, before it lets anything of a request out: OpenSSL's verification errors (Node's
 * documentation of `tls`, "X509 certificate error codes") and Node's own comparison of names.
 */
const CERTIFICATE_CODES = [
	...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_GET_CRL'],
	...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE'],
	...['UNABLE_TO_DECRYPT_CRL_SIGNATURE', 'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY'],
	...['CERT_SIGNATURE_FAILURE', 'CRL_SIGNATURE_FAILURE', 'CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'],
	...['CRL_NOT_YET_VALID', 'CRL_HAS_EXPIRED', 'ERROR_IN_CERT_NOT_BEFORE_FIELD'],
	...['ERROR_IN_CERT_NOT_AFTER_FIELD', 'ERROR_IN_CRL_LAST_UPDATE_FIELD'],
	...['ERROR_IN_CRL_NEXT_UPDATE_FIELD', 'OUT_OF_MEM', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
	...['SELF_SIGNED_CERT_IN_CHAIN', 'CERT_CHAIN_TOO_LONG', 'CERT_REVOKED', 'INVALID_CA'],
	...['PATH_LENGTH_EXCEEDED', 'INVALID_PURPOSE', 'CERT_UNTRUSTED', 'CERT_REJECTED'],
	...['HOSTNAME_MISMATCH', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_CERT_ALTNAME_FORMAT'],
];

/**
 * TLS errors that can't come after a request was taken. A server that asks for a client certificate says so after the client's part of
 * the handshake, with TLS 1.3, but takes nothing before it has one (RFC 8446, 6.2).
 */
export const TLS_CODES: ReadonlySet<string> = new Set([
	...CERTIFICATE_CODES,
	...[
		'ERR_TLS_DH_PARAM_SIZE',
		'ERR_TLS_INVALID_PROTOCOL_VERSION',
		'ERR_TLS_INVALID_PROTOCOL_METHOD',
	],
	...['ERR_TLS_PROTOCOL_VERSION_CONFLICT', 'ERR_TLS_REQUIRED_SERVER_NAME'],
	'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
]);

/** How often n8n and clients wrap an error at most. */
const LONGEST_CHAIN = 5;

/**
 * Whether a request failed while its TLS connection was still being made, so that nothing of it was sent. In the middle of a connection
 * the same codes occur (`EPROTO`, `ERR_SSL_WRONG_VERSION_NUMBER`): the state of the socket tells them apart. Where it is not known, the
 * outcome is not known either.
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
