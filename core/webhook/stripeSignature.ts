import { createHmac } from 'node:crypto';
import { isHexDigest } from './signature';

/** A header of more is not a vendor's. Two: a header that a sender or proxy sent twice. */
const MAX_TIMESTAMPS = 2;

/**
 * Unix seconds without sign, leading zeros or anything after them; 11 digits last beyond the year
 * 5000.
 */
const TIMESTAMP = /^(?:0|[1-9][0-9]{0,10})$/;

/** What a header `t=<unix seconds>,v1=<hex>[,v1=<hex>…]` says. */
interface StripeSignature {
	/** distinct, as written */
	readonly timestamps: readonly string[];
	readonly digests: readonly string[];
}

/**
 * Reads a header. The order does not matter; unknown schemes (`v0`) and unusable `v1` values are
 * passed over, as Stripe's libraries do. A `t` that is no plain integer makes the header malformed,
 * because the text after it would be signed too.
 * @returns undefined for a malformed header
 */
export function parseStripeSignature(header: string): StripeSignature | undefined {
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

/** HMAC-SHA256 over `<t>.<raw body>`. */
export function stripeDigest(body: Uint8Array, secret: string, timestamp: string): Buffer {
	return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
}

/** The value of the signature header of a delivery. @param now the signed time, Unix seconds */
export function signAsStripe(body: Uint8Array, secret: string, now: number): string {
	return `t=${now},v1=${stripeDigest(body, secret, String(now)).toString('hex')}`;
}

/** Seconds; Stripe's libraries use the same figure. KernelHost names none (kernelhost.md 9). */
export const DEFAULT_TOLERANCE_SECONDS = 300;
