import { timingSafeEqual } from 'node:crypto';

/** Headers as Node returns them: lower-case names, repeated ones joined with `, `. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

interface FoundHeader {
	/** Lower-case. */
	readonly name: string;
	readonly value: string;
}

/**
 * Named assumption "plausible signature headers": KernelHost documents the scheme, but no header
 * name (kernelhost.md 9), so every header of the scheme's form is a candidate, whatever its name.
 * This is safe: the header only says what to check, the HMAC decides. These words in a name put a
 * header before the others, so that decoys can't use up the limit.
 */
const PLAUSIBLE_WORD = /sign|hmac|webhook|kernelhost|(?:^|[-_])(?:sig|kh)(?:$|[-_])/;

/**
 * Each candidate's time may cost an HMAC over the whole body, which `MAX_TIMES_CHECKED` limits, and
 * each candidate has to be parsed. A vendor's delivery has one or two.
 */
const MAX_CANDIDATES = 8;

/** Returns a header's value by its case-insensitive name; undefined when it is absent. */
export function signatureHeaderValue(headers: RequestHeaders, name: string): string | undefined {
	const wanted = name.trim().toLowerCase();
	const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === wanted);
	const value = entry?.[1];
	return Array.isArray(value) ? value.join(', ') : value;
}

/** Whether a header's value has the form `t=…,v1=…`. */
export function hasStripeForm(value: unknown): boolean {
	// A header named `__proto__` may have an object.
	if (typeof value !== 'string') return false;
	const items = value.split(',').map((item) => item.trim());
	return (
		items.some((item) => item.startsWith('t=')) && items.some((item) => item.startsWith('v1='))
	);
}

/**
 * Returns the headers that may hold a `t=…,v1=…` signature: the configured one, or, without a
 * configured name, the ones of that form, those with a plausible name first.
 */
export function findStripeSignatures(
	headers: RequestHeaders,
	configuredName: string,
): FoundHeader[] {
	if (configuredName.trim() !== '') {
		const value = signatureHeaderValue(headers, configuredName);
		return value === undefined ? [] : [{ name: configuredName.trim().toLowerCase(), value }];
	}
	const found = Object.keys(headers)
		.map((key) => ({ name: key.toLowerCase(), value: signatureHeaderValue(headers, key) ?? '' }))
		.filter(({ value }) => hasStripeForm(value));
	const isPlausible = ({ name }: FoundHeader) => PLAUSIBLE_WORD.test(name);
	const plausible = found.filter(isPlausible);
	const others = found.filter((header) => !isPlausible(header));
	return [...plausible, ...others].slice(0, MAX_CANDIDATES);
}

/**
 * A signing secret. `previous` is the one before a rotation; `sample` signs the made-up event of a
 * test run, and no other delivery.
 */
export interface WebhookSecret {
	readonly label: 'current' | 'previous' | 'sample';
	readonly value: string;
	/** No longer accepted: a match only tells the operator why a delivery is rejected. */
	readonly isRetired?: true;
	/** True for the one that version 0.1 derived from the login (`core/killb/webhookSecret.ts`). */
	readonly isFromLogin?: true;
}

/** How a genuine delivery was verified. */
export interface Accepted {
	readonly ok: true;
	/** `stripe-v1`: `t=…,v1=…`; `hmac` and `suffix`: the two KillB schemes (killb.md 4.3). */
	readonly scheme: 'stripe-v1' | 'hmac' | 'suffix';
	readonly secret: WebhookSecret['label'];
	readonly isFromLogin?: true;
	/** The signed time in Unix seconds; absent when the scheme signs no time. */
	readonly timestamp?: number;
}

/**
 * Why a delivery is rejected. For the operator's log only: the sender gets the same answer for
 * every reason. The two `timestamp_…` reasons are found before the signature is checked.
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
	/** The header of the verdict, in lower case; null when none was found. */
	readonly header: string | null;
}

/** Returns the usable secrets: with an empty or blank one, anyone could sign a delivery. */
export function usableSecrets(secrets: readonly WebhookSecret[]): WebhookSecret[] {
	return secrets.filter(({ value }) => typeof value === 'string' && value.trim() !== '');
}

/**
 * Returns the verdict for a delivery, by the secret that signed it, if any.
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

/** Whether a text is a SHA-256 digest as the vendors write it: 64 lower-case hexadecimal digits. */
export function isHexDigest(text: string): boolean {
	return /^[0-9a-f]{64}$/.test(text);
}

/**
 * Whether one of the hex digests equals the expected one. It compares every candidate in constant
 * time, so that the time taken does not reveal a near match.
 */
export function matchesAny(expected: Buffer, candidates: readonly string[]): boolean {
	let matched = false;
	for (const candidate of candidates) {
		const given = Buffer.from(candidate, 'hex');
		if (given.length === expected.length && timingSafeEqual(given, expected)) matched = true;
	}
	return matched;
}
