import { createHash, createHmac } from 'node:crypto';
import { isHexDigest, matchesAny, usableSecrets } from './verdict';
import type { SignatureVerdict, WebhookSecret } from './verdict';

/** Documented for both schemes (killb.md section 4.3). */
export const KILLB_SIGNATURE_HEADER = 'x-signature-sha256';

/**
 * The vendor documents two schemes for the same header: `hmac` in its security guide, `suffix` in its SDK.
 * Which one the server sends is not known (killb.md section 4.3), hence `either`.
 */
export type KillBSignatureScheme = 'hmac' | 'suffix' | 'either';

export interface KillBSignatureInput {
	/**
	 * The received bytes. Named assumption "suffix over raw bytes": the SDK hashes `JSON.stringify(body)`, which
	 * equals the bytes as long as KillB sends compact JSON.
	 */
	readonly body: Uint8Array;
	/** The value of `x-signature-sha256`; when it came several times, joined with a comma as Node does. */
	readonly header: string | undefined;
	readonly secrets: readonly WebhookSecret[];
	readonly scheme: KillBSignatureScheme;
}

const DIGESTS = {
	hmac: (body: Uint8Array, secret: string) => createHmac('sha256', secret).update(body).digest(),
	suffix: (body: Uint8Array, secret: string) =>
		createHash('sha256').update(body).update('_').update(secret).digest(),
} as const;

/** The value of the signature header of a delivery, as KillB makes it. */
export function signAsKillB(body: Uint8Array, secret: string, scheme: 'hmac' | 'suffix'): string {
	return DIGESTS[scheme](body, secret).toString('hex');
}

/**
 * Verifies a KillB delivery: `hmac` is HMAC-SHA256(secret, body), `suffix` is SHA-256(body + "_" + secret), both as
 * 64 lower-case hex digits. Neither signs a time, so an old delivery can't be told from a new one. Never throws, and
 * refuses when there is no usable secret or the scheme is none of the three.
 */
export function verifyKillBSignature(input: KillBSignatureInput): SignatureVerdict {
	const secrets = usableSecrets(input.secrets);
	if (secrets.length === 0) return { ok: false, reason: 'no_secret' };
	if (input.header === undefined) return { ok: false, reason: 'no_signature_header' };
	const given = input.header.split(',').map((value) => value.trim());
	const digests = given.filter(isHexDigest);
	if (digests.length === 0) return { ok: false, reason: 'malformed_header' };

	for (const scheme of ['hmac', 'suffix'] as const) {
		if (input.scheme !== scheme && input.scheme !== 'either') continue;
		for (const secret of secrets) {
			if (matchesAny(DIGESTS[scheme](input.body, secret.value), digests)) {
				return { ok: true, scheme, secret: secret.label };
			}
		}
	}
	return { ok: false, reason: 'signature_mismatch' };
}
