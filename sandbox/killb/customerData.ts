import { randomUUID } from 'node:crypto';
import type { Clock } from '../shared/time';
import { Decimal } from './decimal';
import { KillBError } from './errors';
import { seededStrategies, type Strategy } from './pairs';
import { CUSTOMER_ID, SEEDED_PREFUND_ID, SEEDED_USDC_PREFUND_ID } from './seededIds';

/** `GetBalancesResponseDto`; `amount` is a decimal as text. */
interface Balance {
	id: string;
	customerId: string;
	/** The pre-fund account that holds it. */
	accountId: string;
	currency: string;
	amount: string;
	active: boolean;
	createdAt: string;
	updatedAt: string;
}

/** `CreatePreFundAccountResponseDto`. */
interface PreFundAccount {
	id: string;
	type: 'PRE_FUND';
	address: string;
	currency: string;
	network: string;
	active: boolean;
	createdAt: string;
	updatedAt: string;
}

/** The customer's own money and pairs (killb.md 9). */
export class CustomerData {
	readonly balances: Balance[] = [];
	readonly preFundAccounts = new Map<string, PreFundAccount>();
	readonly strategies: Strategy[] = seededStrategies();

	constructor(private readonly clock: Clock) {
		this.addBalance(SEEDED_PREFUND_ID, 'COP', '25000000');
		this.addBalance(SEEDED_USDC_PREFUND_ID, 'USDC', '8000');
	}

	addBalance(accountId: string, currency: string, amount: string): Balance {
		const now = this.clock.iso();
		const balance: Balance = {
			id: randomUUID(),
			customerId: CUSTOMER_ID,
			accountId,
			currency,
			amount,
			active: true,
			createdAt: now,
			updatedAt: now,
		};
		this.balances.push(balance);
		return balance;
	}

	/** A new account is empty. */
	addPreFundAccount(currency: string, network: string, address: string): PreFundAccount {
		const now = this.clock.iso();
		const account: PreFundAccount = {
			id: randomUUID(),
			type: 'PRE_FUND',
			address,
			currency,
			network,
			active: true,
			createdAt: now,
			updatedAt: now,
		};
		this.preFundAccounts.set(account.id, account);
		this.addBalance(account.id, currency, '0');
		return account;
	}
}

/** What ramps and payouts have taken from the pre-funded balances. */
export class Holds {
	/** Ramp or payout id -> what is returned if it fails. */
	private readonly held = new Map<string, { balance: Balance; amount: Decimal }>();

	constructor(
		private readonly clock: Clock,
		private readonly customer: CustomerData,
	) {}

	/**
	 * Takes an amount from the first balance that matches and is large enough.
	 * @returns false if there is none
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

	/** Returns what a failed ramp or payout had taken, once. */
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

/** The documented code is for ramps; payouts use it too, because they have none of their own. */
export function insufficientBalance(currency: string): KillBError {
	return new KillBError(
		400,
		'RAMP.0002',
		['Insufficient balance'],
		[{ key: 'currency', value: currency }],
	);
}
