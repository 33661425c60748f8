import { createHmac } from 'node:crypto';
import { DEFAULT_TOLERANCE_SECONDS } from './tolerance';
import { isHexDigest, matchesAny, usableSecrets } from './verdict';
import type { SignatureVerdict, WebhookSecret } from './verdict';

/**
 * Each distinct timestamp costs one HMAC over the whole body (16 MiB at n8n's default limit), so a header
 * stuffed with timestamps must not multiply that work. Two: a header that a sender or proxy sent twice.
 */
const MAX_TIMESTAMPS = 2;

/** Unix seconds without sign, leading zeros or anything after them; 11 digits last beyond the year 5000. */
const TIMESTAMP = /^(?:0|[1-9][0-9]{0,10})$/;

export interface StripeSignatureInput {
	/** The received bytes, never decoded: decoding changes bodies that are not valid UTF-8. */
	readonly body: Uint8Array;
	/** The header's value; when it came several times, joined with a comma as Node does. */
	readonly header: string | undefined;
	readonly secrets: readonly WebhookSecret[];
	/** The receiver's clock, Unix seconds. */
	readonly now: number;
	/** Greatest age and greatest lead of the signed time, in seconds, both inclusive. 0 allows no skew. */
	readonly tolerance?: number;
}

interface ParsedHeader {
	readonly timestamps: readonly string[];
	readonly digests: readonly string[];
}

/**
 * Order does not matter, unknown schemes (`v0`) and unusable `v1` values are passed over, as Stripe's
 * libraries do. A `t` that is no plain integer refuses the header, because the text after it would be signed too.
 */
function parseHeader(header: string): ParsedHeader | undefined {
	const timestamps = new Set<string>();
	const digests: string[] = [];
	for (const item of header.split(',')) {
		const text = item.trim();
		if (text.startsWith('t=')) {
			const timestamp = text.slice(2);
			if (!TIMESTAMP.test(timestamp)) return undefined;
			timestamps.add(timestamp);
		} else if (text.startsWith('v1=') && isHexDigest(text.slice(3))) {
			digests.push(text.slice(3));
		}
	}
	if (timestamps.size === 0 || timestamps.size > MAX_TIMESTAMPS) return undefined;
	return digests.length === 0 ? undefined : { timestamps: [...timestamps], digests };
}

function digestOf(body: Uint8Array, secret: string, timestamp: string): Buffer {
	return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
}

/** The value of the signature header of a delivery. @param now the signed time, Unix seconds */
export function signAsStripe(body: Uint8Array, secret: string, now: number): string {
	return `t=${now},v1=${digestOf(body, secret, String(now)).toString('hex')}`;
}

/**
 * Verifies a Stripe-compatible signature: `t=<unix seconds>,v1=<hex>[,v1=<hex>…]`, HMAC-SHA256 over
 * `<t>.<raw body>`. Never throws, and refuses when there is no usable secret.
 *
 * Named assumption "Stripe-compatible means Stripe's public scheme": KernelHost says "Stripe-compatible"
 * and no more (kernelhost.md section 9).
 *
 * A repeated `t` is not refused: every `t` is tried with every `v1`. One HMAC vouches for one pair of time and
 * body, so nothing can be forged by recombination, while refusing would lose a delivery whose header was doubled
 * on its way. Unlike Stripe's library the time is limited in both directions.
 */
export function verifyStripeSignature(input: StripeSignatureInput): SignatureVerdict {
	const { body, header, now, tolerance = DEFAULT_TOLERANCE_SECONDS } = input;
	const secrets = usableSecrets(input.secrets);
	if (secrets.length === 0) return { ok: false, reason: 'no_secret' };
	if (header === undefined) return { ok: false, reason: 'no_signature_header' };
	const parsed = parseHeader(header);
	if (parsed === undefined) return { ok: false, reason: 'malformed_header' };

	let outside: number | undefined;
	for (const timestamp of parsed.timestamps) {
		const age = now - Number(timestamp);
		// Written so that a tolerance or clock that is no number refuses.
		const inside = Number.isFinite(tolerance) && Math.abs(age) <= tolerance;
		for (const secret of secrets) {
			const expected = digestOf(body, secret.value, timestamp);
			if (!matchesAny(expected, parsed.digests)) continue;
			if (inside) {
				const signed = Number(timestamp);
				return { ok: true, scheme: 'stripe-v1', secret: secret.label, timestamp: signed };
			}
			outside = age;
		}
	}
	if (outside === undefined) return { ok: false, reason: 'signature_mismatch' };
	const reason = outside < 0 ? 'timestamp_in_future' : 'timestamp_too_old';
	return { ok: false, reason, ageSeconds: outside };
}
