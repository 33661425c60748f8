import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { ACCOUNT, KERNELHOST_ROOT } from '../shared/details';
import type { KernelHost } from './kernelHost';
import { Problem } from './problem';

const HEADERS = ['kh-key', 'kh-timestamp', 'kh-nonce', 'kh-signature'] as const;
const SIGNATURES = { lower: /^[0-9a-f]{64}$/, upper: /^[0-9A-F]{64}$/ };
/** Seconds that a timestamp may be off, either way. */
const WINDOW_SECONDS = 300;

/**
 * Checks the four headers of kernelhost.md 3 against the raw request target and the raw body bytes.
 * The order of the checks is the sandbox's own choice: format first, then the window, the key, the
 * signature and last the nonce, so that only a genuine request can use up a nonce.
 * @throws Problem 401 with one of the documented reasons
 */
export function authenticate(request: FastifyRequest, kernelhost: KernelHost): void {
	const [key, timestamp, nonce, signature] = HEADERS.map((name) => request.headers[name]);
	if (!isText(key) || !isText(timestamp) || !isText(nonce) || !isText(signature)) {
		throw rejected('missing_headers');
	}
	if (!/^kh_live_[A-Z0-9]{32}$/.test(key)) throw rejected('bad_key');
	if (!/^\d{10}$/.test(timestamp)) throw rejected('bad_timestamp');
	if (Math.abs(kernelhost.clock.seconds() - Number(timestamp)) > WINDOW_SECONDS) {
		throw rejected('timestamp_out_of_window');
	}
	if (!/^[A-Za-z0-9_-]{22,44}$/.test(nonce)) throw rejected('bad_nonce');
	// The other case is rejected: every sample of the vendor uses lower case, and no page allows
	// anything else.
	if (!SIGNATURES[kernelhost.settings.signing.digits].test(signature)) {
		throw rejected('bad_signature');
	}

	if (key !== ACCOUNT.keyId || kernelhost.settings.key.locked)
		throw rejected('unknown_or_locked_key');
	if (!ipAllowed(request.ip, kernelhost.settings.key.allowedIps)) throw rejected('ip_not_allowed');

	const expected = createHmac('sha256', ACCOUNT.secret)
		.update(signingString(request, kernelhost, timestamp, nonce))
		.digest();
	if (!timingSafeEqual(expected, Buffer.from(signature, 'hex')))
		throw rejected('signature_mismatch');
	if (kernelhost.nonces.get(nonce) === true) throw rejected('replay_detected');
	kernelhost.nonces.set(nonce, true);
}

/**
 * METHOD, PATH with its raw query, TIMESTAMP, NONCE and the body's SHA-256 in hex, joined by LF.
 */
function signingString(
	request: FastifyRequest,
	kernelhost: KernelHost,
	timestamp: string,
	nonce: string,
): string {
	const { signedPath, query } = kernelhost.settings.signing;
	const target = query === 'sorted' ? sorted(request.originalUrl) : request.originalUrl;
	const path = signedPath === 'fullPath' ? target : target.slice(KERNELHOST_ROOT.length);
	const bodyHash = createHash('sha256').update(request.rawBody).digest('hex');
	return [request.method, path, timestamp, nonce, bodyHash].join('\n');
}

/** The parameters of the query in the order of their names. */
function sorted(target: string): string {
	const [path = '', query] = target.split('?');
	if (query === undefined) return target;
	const nameOf = (parameter: string) => parameter.split('=')[0] ?? '';
	const parameters = query.split('&').sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
	return `${path}?${parameters.join('&')}`;
}

function isText(value: string | string[] | undefined): value is string {
	return typeof value === 'string' && value !== '';
}

/** Whether an address lies in one of the CIDR ranges; no ranges, no restriction. */
export function ipAllowed(address: string, ranges: readonly string[]): boolean {
	if (ranges.length === 0) return true;
	const list = new BlockList();
	for (const range of ranges) {
		const [network = '', prefix] = range.split('/');
		const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
		list.addSubnet(network, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
	}
	return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function rejected(reason: string): Problem {
	return new Problem('auth_failed', DETAILS[reason] ?? 'The request is not authenticated.', {
		reason,
	});
}

/** The wording is the sandbox's own; it says what the user has to check. */
const DETAILS: Record<string, string> = {
	missing_headers: 'One of KH-Key, KH-Timestamp, KH-Nonce and KH-Signature is missing.',
	bad_key: 'KH-Key must be kh_live_ and 32 characters of A-Z and 0-9.',
	bad_timestamp: 'KH-Timestamp must be Unix seconds with 10 digits.',
	timestamp_out_of_window: 'KH-Timestamp is more than 300 seconds away from the server clock.',
	bad_nonce: 'KH-Nonce must be 22 to 44 base64url characters.',
	bad_signature: 'KH-Signature must be 64 hex characters, in the right case.',
	signature_mismatch: 'KH-Signature does not match this request.',
	replay_detected: 'KH-Nonce was used before.',
	unknown_or_locked_key: 'The key does not exist or is locked.',
	ip_not_allowed: 'The key may not be used from this address.',
};
