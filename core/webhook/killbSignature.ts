import { createHash, createHmac } from 'node:crypto';
import type { DeliveryKind } from './delivery';
import { readKillBEnvelope } from './event';
import {
	isHexDigest,
	matchesAny,
	type Rejected,
	type SignatureVerdict,
	signatureHeaderValue,
	usableSecrets,
	verdictFor,
	type WebhookSecret,
} from './signature';

/** Documented for both schemes (killb.md 4.3). */
export const KILLB_SIGNATURE_HEADER = 'x-signature-sha256';

/**
 * The vendor documents two schemes for the same header: `hmac` in its security guide, `suffix` in
 * its SDK. It is unknown which one the server sends (killb.md 4.3), hence `either`.
 */
export type KillBSignatureScheme = 'hmac' | 'suffix' | 'either';

interface KillBSignatureInput {
	/**
	 * The received bytes. Named assumption "suffix over raw bytes": the SDK hashes
	 * `JSON.stringify(body)`, which equals the bytes as long as KillB sends compact JSON.
	 */
	readonly body: Uint8Array;
	/** The value of `x-signature-sha256`; repeated ones are joined with a comma, as Node does. */
	readonly header: string | undefined;
	readonly secrets: readonly WebhookSecret[];
	readonly scheme: KillBSignatureScheme;
}

/** Returns the value of a delivery's signature header, as KillB computes it. */
export function signAsKillB(body: Uint8Array, secret: string, scheme: 'hmac' | 'suffix'): string {
	const digest =
		scheme === 'hmac'
			? hmacOf(body, secret)
			: createHash('sha256').update(body).update(`_${secret}`).digest();
	return digest.toString('hex');
}

/**
 * Rejects a delivery by its header alone, without its body, a secret or an HMAC.
 * @returns undefined when the signature has to decide
 */
export function rejectKillBHeader(header: string | undefined): Rejected | undefined {
	if (header === undefined) return { ok: false, reason: 'no_signature_header' };
	return digestsIn(header).length === 0 ? { ok: false, reason: 'malformed_header' } : undefined;
}

/**
 * Verifies a KillB delivery: `hmac` is HMAC-SHA256(secret, body), `suffix` is SHA-256(body + "_" +
 * secret), both as 64 lower-case hex digits. Neither signs a time, so a replayed delivery can't be
 * detected. Never throws, and rejects when there is no usable secret or the scheme is unknown.
 *
 * It costs one HMAC over the body per secret, and one hash for all of them.
 */
export function verifyKillBSignature(input: KillBSignatureInput): SignatureVerdict {
	const { body, header, scheme } = input;
	const rejected = rejectKillBHeader(header);
	if (rejected) return rejected;
	const secrets = usableSecrets(input.secrets);
	if (secrets.length === 0) return { ok: false, reason: 'no_secret' };
	if (isSignedByKernelHost(body)) return { ok: false, reason: 'other_service' };
	const digests = digestsIn(header ?? '');
	if (scheme === 'hmac' || scheme === 'either') {
		const matched = secrets.find(({ value }) => matchesAny(hmacOf(body, value), digests));
		if (matched) return verdictFor(matched, { scheme: 'hmac' });
	}
	if (scheme === 'suffix' || scheme === 'either') {
		const hash = createHash('sha256').update(body);
		const matched = withoutEndings(secrets).find(({ value }) =>
			matchesAny(hash.copy().update(`_${value}`).digest(), digests),
		);
		if (matched) return verdictFor(matched, { scheme: 'suffix' });
	}
	return { ok: false, reason: 'signature_mismatch' };
}

function digestsIn(header: string): string[] {
	return header
		.split(',')
		.map((value) => value.trim())
		.filter(isHexDigest);
}

function hmacOf(body: Uint8Array, secret: string): Buffer {
	return createHmac('sha256', secret).update(body).digest();
}

/** `1700000000.`: a time since 2001, and a dot */
const KERNELHOST_START = /^\d{10,11}\./;

/**
 * Whether a body is KernelHost's signed text, `<t>.<body>`. If both services have the same secret,
 * a KernelHost delivery would otherwise pass as a KillB one. A KillB event is a JSON object and
 * never begins like this.
 */
function isSignedByKernelHost(body: Uint8Array): boolean {
	const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 12));
	return KERNELHOST_START.test(start.toString('latin1'));
}

/**
 * Returns the secrets that are unambiguous under the suffix scheme: with the secrets `x_y` and `y`,
 * a body signed with the first is also the body `…_x` signed with the second.
 */
function withoutEndings(secrets: readonly WebhookSecret[]): WebhookSecret[] {
	return secrets.filter(({ value }) => !secrets.some((other) => other.value.endsWith(`_${value}`)));
}

/**
 * Returns how KillB's deliveries are verified and read (killb.md 4).
 * @param unnamedSecrets the secrets of a credential that names none
 */
export function killBDelivery(
	scheme: KillBSignatureScheme,
	unnamedSecrets: NonNullable<DeliveryKind['unnamedSecrets']>,
): DeliveryKind {
	const header = KILLB_SIGNATURE_HEADER;
	return {
		credentialType: 'killBApi',
		unnamedSecrets,
		readEnvelope: readKillBEnvelope,
		rejectHead: (headers) => {
			const verdict = rejectKillBHeader(signatureHeaderValue(headers, header));
			return verdict && { verdict, header };
		},
		verify: ({ body, headers, secrets }) => {
			const value = signatureHeaderValue(headers, header);
			return { header, verdict: verifyKillBSignature({ body, header: value, secrets, scheme }) };
		},
	};
}
