import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../shared/time';
import { Decimal } from './decimal';
import { CUSTOMER_ID, SEEDED_USER_ID, SEEDED_VIRTUAL_ACCOUNT_ID } from './seededIds';

/** `VirtualAccountItemDto`. */
export interface VirtualAccount {
	id: string;
	customerId: string;
	userId: string;
	type: 'WALLET';
	subtype: 'PRE_FUND';
	status: 'ACTIVE' | 'PENDING' | 'REJECTED' | 'PROCESSING';
	address: string;
	currency: string;
	network: string;
	active: boolean;
	createdAt: string;
	updatedAt: string;
}

/** `VirtualAccountWithdrawalResponseDto`. */
export interface Withdrawal {
	id: string;
	virtualAccountId: string;
	customerId: string;
	userId: string;
	amount: number;
	currency: string;
	network: string;
	/** Where the money goes. */
	address: string;
	status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'REJECTED';
	transferProof?: string;
	metadata: Record<string, never>;
	active: boolean;
	createdAt: string;
	updatedAt: string;
}

/** Wallets that KillB keeps for the users (killb.md 9). */
export class VirtualAccounts {
	readonly byId = new Map<string, VirtualAccount>();
	readonly withdrawals: Withdrawal[] = [];
	/** Deposits by account; no endpoint shows them. */
	private readonly received = new Map<string, Decimal>();

	constructor(private readonly clock: Clock) {
		this.open(SEEDED_USER_ID, 'POLYGON', 'USDC', SEEDED_VIRTUAL_ACCOUNT_ID);
		this.received.set(SEEDED_VIRTUAL_ACCOUNT_ID, Decimal.of(1000));
	}

	open(
		userId: string,
		network: string,
		currency: string,
		id: string = randomUUID(),
	): VirtualAccount {
		const now = this.clock.iso();
		const account: VirtualAccount = {
			id,
			customerId: CUSTOMER_ID,
			userId,
			type: 'WALLET',
			subtype: 'PRE_FUND',
			status: 'ACTIVE',
			address: `0x${randomBytes(20).toString('hex')}`,
			currency,
			network,
			active: true,
			createdAt: now,
			updatedAt: now,
		};
		this.byId.set(id, account);
		return account;
	}

	/** Deposits less the withdrawals that did not fail. */
	balance(id: string): Decimal {
		return this.withdrawals
			.filter(({ virtualAccountId }) => virtualAccountId === id)
			.filter(({ status }) => status !== 'FAILED' && status !== 'REJECTED')
			.reduce(
				(balance, { amount }) => balance.minus(Decimal.of(amount)),
				this.received.get(id) ?? Decimal.of(0),
			);
	}

	withdraw(from: VirtualAccount, amount: number, address: string): Withdrawal {
		const { id: virtualAccountId, customerId, userId, currency, network } = from;
		const now = this.clock.iso();
		const withdrawal: Withdrawal = {
			id: randomUUID(),
			virtualAccountId,
			customerId,
			userId,
			amount,
			currency,
			network,
			address,
			status: 'PENDING',
			metadata: {},
			active: true,
			createdAt: now,
			updatedAt: now,
		};
		this.withdrawals.push(withdrawal);
		return withdrawal;
	}
}
