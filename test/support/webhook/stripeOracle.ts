import { createHmac } from 'node:crypto';
import StripeClient from 'stripe';

export const SECRET = 'whsec_test_4eC39HqLyjWDarjtT1zdp7dc';
export const NOW = 1_760_000_000;

/** No request is made with it: only its `webhooks` are used. */
const stripe = new StripeClient('sk_test_unused');

/** The header that the `stripe` package creates. */
export function stripeHeader(payload: string, timestamp = NOW, secret = SECRET): string {
	return stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

/**
 * Whether the `stripe` package accepts; `payload` must be JSON, or it fails after the signature.
 */
export function stripeAccepts(
	payload: string | Buffer,
	header: string,
	options: { secret?: string; tolerance?: number; now?: number } = {},
): boolean {
	const { secret = SECRET, tolerance = 300, now = NOW } = options;
	try {
		stripe.webhooks.constructEvent(payload, header, secret, tolerance, undefined, now * 1000);
		return true;
	} catch {
		return false;
	}
}

/** Like `stripeAccepts`, for text that need not be JSON. */
export function stripeVerifies(payload: string, header: string, now: number): boolean {
	try {
		const { signature } = stripe.webhooks;
		return signature?.verifyHeader(payload, header, SECRET, 300, undefined, now * 1000) ?? false;
	} catch {
		return false;
	}
}

/** Stripe's public formula, for bodies and headers that the package can't create. */
export function digest(
	body: Uint8Array | string,
	timestamp: number | string = NOW,
	secret = SECRET,
) {
	return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
}
