import { randomUUID } from 'node:crypto';
import { KILLB_SIGNATURE_HEADER, signAsKillB } from '../../core/webhook/killbSignature';
import { signAsStripe } from '../../core/webhook/stripeSignature';

export type Sender = 'killb' | 'kernelhost';

/** One request as it goes over the wire. */
export interface Delivery {
	/** Of the event; no two have the same. */
	id: string;
	body: Buffer;
	headers: Record<string, string>;
}

/** The sandbox's choice: KernelHost documents no name (kernelhost.md 9). */
export const KERNELHOST_SIGNATURE_HEADER = 'kh-webhook-signature';

/**
 * Makes and signs deliveries before the clock runs, each with an id, a time and a signature of its
 * own.
 * @param secret that of the receiver, or any other for forgeries
 */
export function deliveries(sender: Sender, count: number, secret: string): Delivery[] {
	return Array.from({ length: count }, () => SENDERS[sender](secret));
}

/** An event in the envelope of killb.md 4.2, by the HMAC scheme. */
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

/** KernelHost documents no envelope: the sandbox's. */
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
