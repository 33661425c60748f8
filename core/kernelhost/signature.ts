import { createHmac, hash } from 'node:crypto';
import type { ApiRoot } from '../http/apiRoot';
import { newNonce } from './nonce';

/** What the five-part signing string is made of (kernelhost.md section 3). */
export interface SigningInput {
	/** as on the wire, upper case */
	method: string;
	/** the signed part of the path, with `?` and the raw query */
	path: string;
	/** Unix time in whole seconds */
	timestamp: number;
	/** 22 to 44 base64url characters, used once */
	nonce: string;
	/** the exact bytes of the body; absent is the same as empty */
	body?: Uint8Array | undefined;
}

/** Which part of the path is signed: the vendor's samples and its prose disagree (kernelhost.md C1). */
export type SignedPath = 'belowApiRoot' | 'fullPath';

const EMPTY_BODY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** `METHOD \n PATH \n TIMESTAMP \n NONCE \n SHA256_HEX(BODY)`, without a trailing line feed. */
export function signingString(input: SigningInput): string {
	const bodyHash =
		input.body && input.body.length > 0 ? hash('sha256', input.body) : EMPTY_BODY_HASH;
	return `${input.method}\n${input.path}\n${input.timestamp}\n${input.nonce}\n${bodyHash}`;
}

/** HMAC-SHA256 of the signing string, keyed with the secret's own characters, in lower-case hex. */
export function sign(secret: string, input: SigningInput): string {
	return createHmac('sha256', secret).update(signingString(input)).digest('hex');
}

/** The four headers of one request, with a nonce of 128 random bits that was never used before. */
export function signedHeaders(
	key: { keyId: string; secret: string },
	input: Omit<SigningInput, 'nonce'>,
): Record<'KH-Key' | 'KH-Timestamp' | 'KH-Nonce' | 'KH-Signature', string> {
	const { method, path, timestamp, body } = input;
	const nonce = newNonce();
	return {
		'KH-Key': key.keyId,
		'KH-Timestamp': String(timestamp),
		'KH-Nonce': nonce,
		'KH-Signature': sign(key.secret, { method, path, timestamp, nonce, body }),
	};
}

/** The part of a URL that is signed: below the API root as in all of the vendor's samples, or the whole path as in its prose. */
export function signedPathOf(url: URL, root: ApiRoot, part: SignedPath): string {
	const path = part === 'fullPath' ? url.pathname : url.pathname.slice(root.path.length);
	return path + url.search;
}
