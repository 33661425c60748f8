import { TLS_CODES } from '../repeat/handshake';

/** Why no answer came, for a sentence, and what to do about it where more is known than that the network is to be checked. */
export interface Obstacle {
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

/** In words: n8n replaces every message that names an error such as ECONNREFUSED by a general one of its own. */
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
