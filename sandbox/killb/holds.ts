import type { Clock } from '../shared/clock';
import { Decimal } from './decimal';
import type { Balance, CustomerData } from './customerData';
import { KillBError } from './errors';

/** What ramps and payouts have taken out of the pre-funded balances. */
export class Holds {
	/** Ramp or payout id -> what is given back should it fail. */
	private readonly held = new Map<string, { balance: Balance; amount: Decimal }>();

	constructor(
		private readonly clock: Clock,
		private readonly customer: CustomerData,
	) {}

	/**
	 * Takes an amount out of the first balance that is asked for and large enough.
	 * @returns false when there is none
	 */
	take(heldFor: string, wanted: Partial<Balance>, value: number): boolean {
		const amount = Decimal.of(value);
		const members = Object.keys(wanted) as Array<keyof Balance>;
		const balance = this.customer.balances.find(
			(one) =>
				one.active &&
				members.every((member) => one[member] === wanted[member]) &&
				Decimal.of(one.amount).compare(amount) >= 0,
		);
		if (balance === undefined) return false;
		this.held.set(heldFor, { balance, amount });
		this.put(balance, Decimal.of(balance.amount).minus(amount));
		return true;
	}

	/** Puts back what a failed ramp or payout had taken; once. */
	giveBack(heldFor: string): void {
		const held = this.held.get(heldFor);
		if (held === undefined) return;
		this.held.delete(heldFor);
		this.put(held.balance, Decimal.of(held.balance.amount).plus(held.amount));
	}

	private put(balance: Balance, amount: Decimal): void {
		Object.assign(balance, { amount: amount.toString(), updatedAt: this.clock.iso() });
	}
}

/** The documented code is a ramp's; payouts use it too, as there is none of their own. */
export function insufficientBalance(currency: string): KillBError {
	return new KillBError(
		400,
		'RAMP.0002',
		['Insufficient balance'],
		[{ key: 'currency', value: currency }],
	);
}
