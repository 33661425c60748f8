import { randomUUID } from 'node:crypto';
import { KILLB_SIGNATURE_HEADER, signAsKillB } from '../../core/webhook/killbSignature';
import { signAsStripe } from '../../core/webhook/stripeSignature';

export type Sender = 'killb' | 'kernelhost';

/** One request as sent over the wire. */
export interface Delivery {
	/** The event's unique ID. */
	id: string;
	body: Buffer;
	headers: Record<string, string>;
}

/** The sandbox's choice: KernelHost documents no name (kernelhost.md 9). */
export const KERNELHOST_SIGNATURE_HEADER = 'kh-webhook-signature';

/**
 * Builds and signs deliveries before the measurement, each with its own ID, time and signature.
 * @param secret the receiver's, or another one for forgeries
 */
export function deliveries(sender: Sender, count: number, secret: string): Delivery[] {
	return Array.from({ length: count }, () => SENDERS[sender](secret));
}

/** Returns an event in the envelope of killb.md 4.2, signed by the HMAC scheme. */
function fromKillB(secret: string): Delivery {
	const id = `evt_${randomUUID()}`;
	const now = new Date().toISOString();
	const body = bytes({
		id,
		event: 'RAMP',
		action: 'UPDATE',
		createdAt: now,
		data: {
			id: randomUUID(),
			userId: randomUUID(),
			accountId: randomUUID(),
			quotationId: randomUUID(),
			type: 'ON',
			status: 'COMPLETED',
			cashInMethod: 'PSE',
			cashOutMethod: 'POLYGON',
			fromCurrency: 'COP',
			toCurrency: 'USDC',
			fromAmount: 400_000,
			toAmount: 98.5,
			isPreFunded: false,
			active: true,
			createdAt: now,
			updatedAt: now,
		},
	});
	return signed(id, body, KILLB_SIGNATURE_HEADER, signAsKillB(body, secret, 'hmac'));
}

/** Returns an event in the sandbox's envelope, since KernelHost documents none. */
function fromKernelHost(secret: string): Delivery {
	const id = `evt_${randomUUID()}`;
	const now = Math.floor(Date.now() / 1000);
	const body = bytes({
		id,
		type: 'order.paid',
		created: now,
		data: { id: 1001, status: 'paid', product_id: 42, billing_cycle: 'monthly', total: '12.50' },
	});
	return signed(id, body, KERNELHOST_SIGNATURE_HEADER, signAsStripe(body, secret, now));
}

const SENDERS: Record<Sender, (secret: string) => Delivery> = {
	killb: fromKillB,
	kernelhost: fromKernelHost,
};

function signed(id: string, body: Buffer, header: string, signature: string): Delivery {
	return { id, body, headers: { 'content-type': 'application/json', [header]: signature } };
}

function bytes(event: object): Buffer {
	return Buffer.from(JSON.stringify(event));
}
