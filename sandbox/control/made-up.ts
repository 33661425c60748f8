import { CATALOGUE } from '../kernelhost/catalogue';
import type { Order } from '../kernelhost/data';
import type { Payout } from '../killb/payout-data';
import type { SandboxState } from '../state';

/*
 * What an event can tell of before a workflow has made anything. The ids are always the same, and none that the services give out.
 */

/** Sent as it is: KernelHost's stand-in knows no such order. */
export function madeUpOrder({ clock }: SandboxState): Order {
	const [product] = CATALOGUE;
	const amount = product?.prices['monthly'] ?? '9.99';
	return {
		id: 1000,
		status: 'paid',
		product_id: product?.id ?? 42,
		product_name: product?.name ?? 'KVM',
		billing_cycle: 'monthly',
		config_options: {},
		amount,
		currency: 'EUR',
		paid_from: { credit: amount, card: '0.00' },
		invoice_id: 9001,
		service_id: null,
		created_at: clock.iso(),
		updated_at: clock.iso(),
	};
}

/** An event about it makes it, with what is missing, so that it can be read through the API afterwards. */
export function madeUpRamp(): { id: string; status: string } {
	return { id: '0d0e0f00-1111-4222-8333-444455556666', status: 'COMPLETED' };
}

/** Sent as it is: KillB's stand-in knows no such payout. */
export function madeUpPayout({ clock }: SandboxState): Payout {
	return {
		id: '0d0e0f00-1111-4222-8333-777788889999',
		amount: 50_000,
		currency: 'COP',
		beneficiary: { type: 'BANK', account: { bankCode: '007', accountNumber: '10203049' } },
		status: 'COMPLETED',
		createdAt: clock.iso(),
		updatedAt: clock.iso(),
	};
}
