import { createHmac } from 'node:crypto';
import { isHexDigest } from './signature';

/**
 * The most times in a vendor's header. Two, because a sender or proxy may send the header twice.
 */
const MAX_TIMESTAMPS = 2;

/**
 * Unix seconds without sign, leading zeros or trailing text; 11 digits last beyond the year 5000.
 */
const TIMESTAMP = /^(?:0|[1-9][0-9]{0,10})$/;

/** A parsed header `t=<unix seconds>,v1=<hex>[,v1=<hex>…]`. */
interface StripeSignature {
	/** distinct, as written */
	readonly timestamps: readonly string[];
	readonly digests: readonly string[];
}

/**
 * Parses a signature header. The order does not matter; unknown schemes (`v0`) and unusable `v1`
 * values are ignored, as in Stripe's libraries. A `t` that is not a plain integer makes the header
 * malformed, because its extra text would be signed too.
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

/** Returns the HMAC-SHA256 of `<t>.<raw body>`. */
export function stripeDigest(body: Uint8Array, secret: string, timestamp: string): Buffer {
	return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
}

/**
 * Returns the value of a delivery's signature header.
 * @param now the signed time, Unix seconds
 */
export function signAsStripe(body: Uint8Array, secret: string, now: number): string {
	return `t=${now},v1=${stripeDigest(body, secret, String(now)).toString('hex')}`;
}

/** In seconds, as in Stripe's libraries. KernelHost documents none (kernelhost.md 9). */
export const DEFAULT_TOLERANCE_SECONDS = 300;
