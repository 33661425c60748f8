import { randomUUID } from 'node:crypto';
import type { Settings } from '../shared/settings';
import type { Clock } from '../shared/time';
import { Decimal } from './decimal';
import { CUSTOMER_ID, SEEDED_SAVINGS_ID, SEEDED_USER_ID } from './seededIds';

/** `SavingsAccountResponseDto`. */
export interface SavingsAccount {
	id: string;
	userId: string;
	status: Settings['killb']['newSavingsStatus'];
	createdAt: string;
	updatedAt: string;
}

/** `TransactionsDataReturn`. */
interface SavingsTransaction {
	id: string;
	customerId: string;
	userId: string;
	originAccountId: string;
	destinationAccountId: string;
	/** Decimal text. */
	amount: string;
	type: 'DEPOSIT' | 'WITHDRAWAL';
	currency: 'USD';
	createdAt: string;
	updatedAt: string;
}

/** Custodial accounts in US dollars (killb.md 9). */
export class Savings {
	readonly accounts = new Map<string, SavingsAccount>();
	readonly transactions: SavingsTransaction[] = [];

	constructor(private readonly clock: Clock) {
		const account = this.open(SEEDED_USER_ID, 'COMPLETED', SEEDED_SAVINGS_ID);
		// The amount of the vendor's sample; its origin is an account outside the sandbox.
		this.book(account, 'DEPOSIT', randomUUID(), '250.75');
	}

	open(
		userId: string,
		status: SavingsAccount['status'],
		id: string = randomUUID(),
	): SavingsAccount {
		const now = this.clock.iso();
		const account = { id, userId, status, createdAt: now, updatedAt: now };
		this.accounts.set(id, account);
		return account;
	}

	/** @param otherId where a deposit comes from or a withdrawal goes to */
	book(
		{ id, userId }: SavingsAccount,
		type: SavingsTransaction['type'],
		otherId: string,
		amount: number | string,
	): SavingsTransaction {
		const now = this.clock.iso();
		const transaction: SavingsTransaction = {
			id: randomUUID(),
			customerId: CUSTOMER_ID,
			userId,
			originAccountId: type === 'DEPOSIT' ? otherId : id,
			destinationAccountId: type === 'DEPOSIT' ? id : otherId,
			amount: Decimal.of(amount).toString(),
			type,
			currency: 'USD',
			createdAt: now,
			updatedAt: now,
		};
		this.transactions.push(transaction);
		return transaction;
	}

	/** Deposits less withdrawals. */
	balance(id: string): Decimal {
		let balance = Decimal.of(0);
		for (const { originAccountId, destinationAccountId, amount } of this.transactions) {
			if (destinationAccountId === id) balance = balance.plus(Decimal.of(amount));
			if (originAccountId === id) balance = balance.minus(Decimal.of(amount));
		}
		return balance;
	}
}
