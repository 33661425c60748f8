import { timingSafeEqual } from 'node:crypto';

/** Headers as Node delivers them: lower-case names, repeated ones joined with `, `. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

interface FoundHeader {
	/** Lower-case. */
	readonly name: string;
	readonly value: string;
}

/**
 * Named assumption "plausible signature headers": KernelHost documents the scheme, and no header
 * name (kernelhost.md 9), so a header is considered when one of these words is among the
 * dash-separated parts of its name. Being generous costs no safety: the header only says what to
 * check, the HMAC decides.
 */
const PLAUSIBLE_HEADER_WORDS: readonly string[] = ['signature', 'sig', 'hmac', 'webhook'];

/**
 * Every candidate may cost an HMAC over the whole body; a delivery with more than these is not a
 * vendor's.
 */
const MAX_CANDIDATES = 3;

/** One header's value by name, whatever the case of the name; undefined when it is absent. */
export function signatureHeaderValue(headers: RequestHeaders, name: string): string | undefined {
	const wanted = name.trim().toLowerCase();
	const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === wanted);
	const value = entry?.[1];
	return Array.isArray(value) ? value.join(', ') : value;
}

function hasPlausibleName(name: string): boolean {
	return name.split('-').some((word) => PLAUSIBLE_HEADER_WORDS.includes(word));
}

function hasStripeShape(value: string): boolean {
	const items = value.split(',').map((item) => item.trim());
	return (
		items.some((item) => item.startsWith('t=')) && items.some((item) => item.startsWith('v1='))
	);
}

/**
 * The headers that may carry a `t=…,v1=…` signature: exactly the configured one, or, when the name
 * is left empty, all of plausible name and right shape. Empty when there is none.
 */
export function findStripeSignatures(
	headers: RequestHeaders,
	configuredName: string,
): FoundHeader[] {
	if (configuredName.trim() !== '') {
		const value = signatureHeaderValue(headers, configuredName);
		return value === undefined ? [] : [{ name: configuredName.trim().toLowerCase(), value }];
	}
	return Object.keys(headers)
		.map((key) => ({ name: key.toLowerCase(), value: signatureHeaderValue(headers, key) ?? '' }))
		.filter(({ name, value }) => hasPlausibleName(name) && hasStripeShape(value))
		.slice(0, MAX_CANDIDATES);
}

/** A signing secret. `previous` is the one before a rotation. */
export interface WebhookSecret {
	readonly label: 'current' | 'previous';
	readonly value: string;
	/** Not accepted any more: a match only tells the operator why a delivery is rejected. */
	readonly isRetired?: true;
	/** The one that version 0.1 derived from the login (`core/killb/webhookSecret.ts`). */
	readonly isFromLogin?: true;
}

/** How a genuine delivery was recognised. */
export interface Accepted {
	readonly ok: true;
	/** `stripe-v1`: `t=…,v1=…`; `hmac` and `suffix`: the two KillB schemes (killb.md 4.3). */
	readonly scheme: 'stripe-v1' | 'hmac' | 'suffix';
	readonly secret: WebhookSecret['label'];
	readonly isFromLogin?: true;
	/** Unix seconds that the sender signed; absent when the scheme signs no time. */
	readonly timestamp?: number;
}

/**
 * Why a delivery is rejected. For the operator's log only: the sender gets one answer for all of
 * them. The two `timestamp_…` reasons are found before the signature is checked.
 */
export type RejectionReason =
	| 'no_secret'
	| 'no_signature_header'
	| 'malformed_header'
	| 'timestamp_too_old'
	| 'timestamp_in_future'
	| 'other_service'
	| 'signature_mismatch'
	| 'retired_secret';

export interface Rejected {
	readonly ok: false;
	readonly reason: RejectionReason;
	/** Receiver's clock minus signed time, in seconds; only with the `timestamp_…` reasons. */
	readonly ageSeconds?: number;
}

export type SignatureVerdict = Accepted | Rejected;

export interface HeaderVerdict<Verdict = SignatureVerdict> {
	readonly verdict: Verdict;
	/** The header that the verdict is about, lower-case; null when none was found. */
	readonly header: string | null;
}

/**
 * The secrets that can verify anything: an empty or blank one would accept what anybody can sign.
 */
export function usableSecrets(secrets: readonly WebhookSecret[]): WebhookSecret[] {
	return secrets.filter(({ value }) => typeof value === 'string' && value.trim() !== '');
}

/**
 * The verdict about a delivery that one of the secrets signed, or that none of them did.
 * @param matched the secret that signed it
 */
export function verdictFor(
	matched: WebhookSecret | undefined,
	signed: Pick<Accepted, 'scheme' | 'timestamp'>,
): SignatureVerdict {
	if (!matched) return { ok: false, reason: 'signature_mismatch' };
	if (matched.isRetired) return { ok: false, reason: 'retired_secret' };
	const { label, isFromLogin } = matched;
	return { ok: true, ...signed, secret: label, ...(isFromLogin ? { isFromLogin } : {}) };
}

/** A SHA-256 digest as the vendors write it: 64 lower-case hexadecimal digits. */
export function isHexDigest(text: string): boolean {
	return /^[0-9a-f]{64}$/.test(text);
}

/**
 * Whether one of the hex digests equals the expected one. Every candidate is compared, each in
 * constant time, so that the time taken tells nothing about which one came close.
 */
export function matchesAny(expected: Buffer, candidates: readonly string[]): boolean {
	let matched = false;
	for (const candidate of candidates) {
		const given = Buffer.from(candidate, 'hex');
		if (given.length === expected.length && timingSafeEqual(given, expected)) matched = true;
	}
	return matched;
}
