import { timingSafeEqual } from 'node:crypto';

/** A signing secret that the receiver accepts. `previous` is the one before a rotation. */
export interface WebhookSecret {
	readonly label: 'current' | 'previous';
	readonly value: string;
}

/** How a genuine delivery was recognised. */
export interface Accepted {
	readonly ok: true;
	/** `stripe-v1`: `t=…,v1=…`; `hmac` and `suffix`: the two KillB schemes (killb.md section 4.3). */
	readonly scheme: 'stripe-v1' | 'hmac' | 'suffix';
	readonly secret: WebhookSecret['label'];
	/** Unix seconds that the sender signed; absent when the scheme signs no time. */
	readonly timestamp?: number;
}

/**
 * Why a delivery is refused. For the operator's log only: the sender gets one answer for all of them.
 * The two `timestamp_…` reasons mean that the signature itself is right.
 */
export type RefusalReason =
	| 'no_secret'
	| 'no_signature_header'
	| 'malformed_header'
	| 'signature_mismatch'
	| 'timestamp_too_old'
	| 'timestamp_in_future';

export interface Refused {
	readonly ok: false;
	readonly reason: RefusalReason;
	/** Receiver's clock minus signed time, in seconds; only with the `timestamp_…` reasons. */
	readonly ageSeconds?: number;
}

export type SignatureVerdict = Accepted | Refused;

/** The secrets that can verify anything: an empty or blank one would accept what anybody can sign. */
export function usableSecrets(secrets: readonly WebhookSecret[]): WebhookSecret[] {
	return secrets.filter(({ value }) => typeof value === 'string' && value.trim() !== '');
}

/** A SHA-256 digest as the vendors write it: 64 lower-case hexadecimal digits. */
export function isHexDigest(text: string): boolean {
	return /^[0-9a-f]{64}$/.test(text);
}

/**
 * Whether one of the hex digests equals the expected one. Every candidate is compared, each in constant
 * time, so that the time taken tells nothing about which one came close.
 */
export function matchesAny(expected: Buffer, candidates: readonly string[]): boolean {
	let matched = false;
	for (const candidate of candidates) {
		const given = Buffer.from(candidate, 'hex');
		if (given.length === expected.length && timingSafeEqual(given, expected)) matched = true;
	}
	return matched;
}
