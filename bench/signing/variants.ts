import { createHash, createHmac, hash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { KernelHostKey, signedHeaders, signRequest } from '../../core/kernelhost/authenticate';
import { root } from '../../test/support/n8n/runtime';

const load = createRequire(__filename);

/** The built code that ships; its types come from the sources. */
const { authenticate } = load(path.join(root, 'dist/core/core.js')) as {
	authenticate: { signRequest: typeof signRequest; signedHeaders: typeof signedHeaders };
};
const { signRequest: shippedRequest, signedHeaders: shippedHeaders } = authenticate;

const KEY: KernelHostKey = {
	keyId: `kh_live_${'A1'.repeat(16)}`,
	secret: 'bench-secret-of-32-characters-xx',
	apiRoot: 'https://www.kernelhost.com/cp/kh_reseller_api',
	signedPath: 'belowApiRoot',
};
const METHOD = 'POST';
const PATH = '/v1/orders';
const TIMESTAMP = 1_700_000_000;
const NONCE = 'AAECAwQFBgcICQoLDA0ODw';

/** Signs one request with a body, and returns the headers for `check`. */
export interface Variant {
	sign: (body: Buffer) => Readonly<Record<string, string>>;
}

/**
 * SHA-256 of the body and HMAC-SHA256 of the string, as in Node's documentation, with fixed nonce
 * and time.
 */
function bare(body: Buffer): Record<string, string> {
	const bodyHash = createHash('sha256').update(body).digest('hex');
	return signed(NONCE, bodyHash);
}

/** The same with Node's one-shot hash function, which is cheaper. There is none for an HMAC. */
function bareInOneCall(body: Buffer): Record<string, string> {
	return signed(NONCE, hash('sha256', body));
}

/** The HMAC alone: the hash of an empty body is a constant, which the signer knows. */
function hmacAlone(): Record<string, string> {
	return signed(NONCE, EMPTY_HASH);
}

const EMPTY_HASH = hash('sha256', '');

function signed(nonce: string, bodyHash: string): Record<string, string> {
	const text = `${METHOD}\n${PATH}\n${TIMESTAMP}\n${nonce}\n${bodyHash}`;
	const value = createHmac('sha256', KEY.secret).update(text).digest('hex');
	return { 'KH-Nonce': nonce, 'KH-Signature': value };
}

/** By name: three baselines, the signer, and the whole credential. */
export const VARIANTS = {
	bare: { sign: bare },
	bareInOneCall: { sign: bareInOneCall },
	hmacAlone: { sign: hmacAlone },
	signer: {
		sign: (body) => shippedHeaders(KEY, { method: METHOD, path: PATH, timestamp: TIMESTAMP, body }),
	},
	credential: {
		sign: (body) => {
			const request = { method: METHOD, url: PATH, headers: { Accept: 'application/json' }, body };
			const { headers } = shippedRequest(KEY, request, TIMESTAMP * 1000);
			return headers as unknown as Record<string, string>;
		},
	},
} satisfies Record<string, Variant>;

export type VariantName = keyof typeof VARIANTS;

/**
 * Signs once with each variant, and compares the result with the documented formula
 * (kernelhost.md 3).
 * @throws Error where a signature differs
 */
export function check(body: Buffer): void {
	for (const [name, { sign }] of Object.entries<Variant>(VARIANTS)) {
		if (name === 'hmacAlone' && body.length > 0) continue;
		const headers = sign(body);
		const bodyHash = createHash('sha256').update(body).digest('hex');
		const expected = signed(String(headers['KH-Nonce']), bodyHash);
		if (headers['KH-Signature'] !== expected['KH-Signature']) {
			throw new Error(`${name} did not sign as the documentation says`);
		}
	}
}
