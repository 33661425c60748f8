import { randomUUID } from 'node:crypto';
import type { Clock } from '../shared/clock';
import { type Strategy, seededStrategies } from './pairsData';
import { CUSTOMER_ID, SEEDED_PREFUND_ID, SEEDED_USDC_PREFUND_ID } from './seededIds';

/** `GetBalancesResponseDto`; `amount` is a decimal as text. */
export interface Balance {
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
export interface PreFundAccount {
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
