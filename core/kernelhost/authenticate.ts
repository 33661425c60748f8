import { invalidCredential } from '../invalidCredential';
import { createHmac, hash, randomFillSync } from 'node:crypto';
import { type ApiRoot, parseApiRoot } from '../http/url';
import {
	bodyBytes,
	finalRequest,
	type OutgoingRequest,
	rejectUnsafe,
	resolveUrl,
} from '../http/request';
import { isObject } from '../json';
import { headerValue, isCredentialTest, withHeaders } from '../http/headers';
import { clockSkews, takeSkewHeader } from '../clockSkew';
import { type CredentialField, notingSecrets, secretValues } from '../http/mask';
import { rejectWeakSecret } from '../webhook/secrets';
import { type SignatureDigits, type SignedPath, vendorOverrides } from './overrides';

/**
 * 128 bits are 22 base64url characters, the shortest nonce that KernelHost accepts
 * (kernelhost.md 3).
 */
const NONCE_BYTES = 16;

/**
 * Random bytes for many nonces: one call to the system takes longer than both hashes of a
 * signature.
 */
const pool = Buffer.alloc(256 * NONCE_BYTES);
let used = pool.length;

/** Returns 128 random bits that are unique across processes. */
export function newNonce(): string {
	if (used === pool.length) {
		randomFillSync(pool);
		used = 0;
	}
	used += NONCE_BYTES;
	return pool.toString('base64url', used - NONCE_BYTES, used);
}

/** The five parts of the signing string (kernelhost.md 3). */
interface SigningInput {
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

const EMPTY_BODY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * Returns `METHOD \n PATH \n TIMESTAMP \n NONCE \n SHA256_HEX(BODY)`, without a trailing line feed.
 */
export function signingString(input: SigningInput): string {
	const bodyHash =
		input.body && input.body.length > 0 ? hash('sha256', input.body) : EMPTY_BODY_HASH;
	return `${input.method}\n${input.path}\n${input.timestamp}\n${input.nonce}\n${bodyHash}`;
}

/**
 * Returns the signing string's HMAC-SHA256 in lower-case hex, keyed with the secret's characters.
 */
export function sign(secret: string, input: SigningInput): string {
	return createHmac('sha256', secret).update(signingString(input)).digest('hex');
}

/** Returns the four signature headers of one request, with a new nonce. */
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

/**
 * Returns the part of a URL that is signed: the path below the API root as in all of KernelHost's
 * samples, or the whole path as in its prose.
 */
export function signedPathOf(url: URL, root: ApiRoot, part: SignedPath): string {
	const path = part === 'fullPath' ? url.pathname : url.pathname.slice(root.path.length);
	return path + url.search;
}

/**
 * Returns a query with its parameters in the order of their decoded names. Their text stays the
 * same, and so does the order of equal names.
 * @param search with its `?`, or empty
 */
export function sortedQuery(search: string): string {
	const parameters = search.slice(1).split('&');
	if (parameters.length < 2) return search;
	const named = parameters.map((text) => {
		const [name = ''] = new URLSearchParams(text).keys();
		return { text, name };
	});
	named.sort((one, other) => Number(one.name > other.name) - Number(one.name < other.name));
	return `?${named.map(({ text }) => text).join('&')}`;
}

/** The fields of the KernelHost credential that take part in signing. */
export interface KernelHostKey {
	keyId: string;
	secret: string;
	apiRoot: string;
	signedPath: SignedPath;
	/** lower case by default */
	signatureDigits?: SignatureDigits;
}

/** The fields of a checked credential, so that a malformed one fails before anything is sent. */
type CheckedKey = Pick<KernelHostKey, 'keyId' | 'secret'>;

const KEY_ID = /^kh_live_[A-Z0-9]{32}$/;

/**
 * Checks the API root of a credential. KernelHost's base URL ends in `/v1` in one place, and its
 * paths begin with `/v1` in another (kernelhost.md 10.7), so a trailing `/v1` is removed.
 * @throws Error with a message for the user who fills in the credential
 */
export function checkRoot(apiRoot: string): ApiRoot {
	if (lastRoot?.text !== apiRoot) {
		const { origin, path } = parseApiRoot(apiRoot, 'API Root');
		lastRoot = { text: apiRoot, root: { origin, path: path.replace(/\/v1$/, '') } };
	}
	return lastRoot.root;
}

/** Caches the last root, since every request uses the same one. */
let lastRoot: { text: string; root: ApiRoot } | undefined;

/**
 * Checks a key before anything is signed (formats: kernelhost.md 2). Blanks around pasted values
 * are trimmed.
 * @throws Error with a message for the user who fills in the credential
 */
export function checkKey(key: KernelHostKey): CheckedKey {
	const keyId = key.keyId.trim();
	const secret = key.secret.trim();
	if (!KEY_ID.test(keyId)) {
		throw invalidCredential(
			'The Key ID of the KernelHost credential is malformed: it must be "kh_live_" followed by 32 capital letters or digits. Copy it again from the customer portal, section "Reseller API".',
		);
	}
	if (secret === '') {
		throw invalidCredential(
			'The Secret of the KernelHost credential is empty. The portal shows it only once, when the key is created. If you lost it, rotate the key there.',
		);
	}
	return { keyId, secret };
}

/**
 * Signs a request. It first fixes the exact bytes of the request, because n8n and axios would
 * otherwise rewrite URL and body after signing (n8n.md 1.1 and 1.4). It works for nodes, the
 * credential test, and n8n's HTTP Request node.
 *
 * It may be called again on its own output: n8n does so after a 401. Each call uses a new timestamp
 * and nonce.
 * @param now Unix time in milliseconds, by this machine's clock
 * @param offset returns the known clock skew of a host in milliseconds; a request may override it
 * @throws Error before anything is sent, for a malformed credential, another host, or a body that
 *   can't be signed
 */
export function signRequest<T extends OutgoingRequest>(
	credential: KernelHostKey,
	request: T,
	now: number,
	offset: (origin: string) => number = () => 0,
): T {
	const root = checkRoot(credential.apiRoot);
	const url = resolveUrl(request, root);
	const serverNow = now + (takeSkewHeader(request.headers) ?? offset(root.origin));
	rejectUnsafe(request);
	const given = { ...request.headers };
	// The one unsigned endpoint. It must answer even with a wrong key, to tell an outage from a bad
	// key.
	if (url.pathname === `${root.path}/v1/health`) {
		return finalRequest(request, { url, headers: given });
	}
	// A service that sorts the parameters before it signs then computes the same signature.
	url.search = sortedQuery(url.search);
	const key = checkKey(credential);
	const body = bodyBytes(request);
	const method = (request.method ?? 'GET').toUpperCase();
	const headers: Record<string, string> = signedHeaders(key, {
		method,
		path: signedPathOf(url, root, credential.signedPath),
		timestamp: Math.floor(serverNow / 1000),
		body,
	});
	if (credential.signatureDigits === 'upper') {
		headers['KH-Signature'] = String(headers['KH-Signature']).toUpperCase();
	}
	if (body)
		headers['Content-Type'] = String(headerValue(given, 'content-type') ?? 'application/json');
	const signed = finalRequest(request, { url, headers: withHeaders(given, headers) });
	signed.method = method;
	if (body) signed.body = body;
	else delete signed.body;
	return signed;
}

/**
 * Signs a request with the key in n8n's credential, using the server's clock where its skew is
 * known.
 * @param now Unix time in milliseconds
 * @param properties of the credential type, which say which values to mask in answers
 * @throws Error as `signRequest`
 */
export function signWithCredential<T extends OutgoingRequest>(
	credentials: Readonly<Record<string, unknown>>,
	request: T,
	now: number,
	properties: readonly CredentialField[] = [],
): T {
	if (isCredentialTest(request)) rejectWeakSecret(credentials);
	const secrets = secretValues(credentials, properties);
	const { signedPath, signatureDigits } = vendorOverrides(credentials.vendorOverrides);
	return notingSecrets(request, secrets, () =>
		signRequest(
			{
				keyId: String(credentials.keyId ?? ''),
				secret: String(credentials.secret ?? ''),
				apiRoot: String(credentials.apiRoot ?? ''),
				signedPath,
				signatureDigits,
			},
			request,
			now,
			(origin) => clockSkews.offset(origin),
		),
	);
}

/**
 * Returns the webhook URL in an answer: in the field that sets it, or in any other one if the answer
 * does not have that field. It is not documented (kernelhost.md 4.1).
 * @param field the name of the field, in the answer or in an object of it
 * @returns undefined when none is set
 */
export function addressIn(answer: unknown, field: string): string | undefined {
	const objects = isObject(answer) ? [answer, ...Object.values(answer).filter(isObject)] : [];
	const holder = objects.find((object) => Object.hasOwn(object, field));
	return holder ? addressOf(holder[field]) : firstAddress(answer);
}

function addressOf(value: unknown): string | undefined {
	const isAddress = typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value);
	return isAddress ? value : undefined;
}

function firstAddress(value: unknown, depth = 0): string | undefined {
	if (typeof value !== 'object' || value === null || depth > 2) return addressOf(value);
	for (const inner of Object.values(value)) {
		const found = firstAddress(inner, depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
}
