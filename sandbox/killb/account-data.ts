import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { SEEDED_ACCOUNT_ID, SEEDED_USER_ID, SEEDED_WALLET_ID } from './seeded-ids';

/** The four words of the docs (killb.md 5); the types say only that it is text. */
export type AccountStatus = 'ACTIVE' | 'PENDING' | 'REJECTED' | 'INACTIVE';

export interface Account {
	id: string;
	/** Left out of an account that was made for no user: what it belongs to then is not documented. */
	userId?: string;
	type: string;
	status: AccountStatus;
	data: Record<string, unknown>;
	externalId?: string;
	complianceUrl: string;
	createdAt: string;
	updatedAt: string;
}

export class Accounts {
	readonly byId = new Map<string, Account>();

	constructor(private readonly clock: Clock) {
		this.add('PSE', SEEDED_BANK_ACCOUNT, { id: SEEDED_ACCOUNT_ID, userId: SEEDED_USER_ID });
		this.add('WALLET', SEEDED_WALLET, { id: SEEDED_WALLET_ID, userId: SEEDED_USER_ID });
	}

	add(type: string, data: Record<string, unknown>, extra: Partial<Account> = {}): Account {
		const id = extra.id ?? randomUUID();
		const now = this.clock.iso();
		const account: Account = {
			id,
			type,
			status: 'ACTIVE',
			data,
			complianceUrl: `https://kyc.sandbox.example/accounts/${id}`,
			createdAt: now,
			updatedAt: now,
			...extra,
		};
		this.byId.set(id, account);
		return account;
	}
}

const HOLDER = {
	firstName: 'Ana',
	lastName: 'Sandoval',
	email: 'ana.sandoval@sandbox.example',
	phone: '+573001234567',
	document: { type: 'NUIP', number: '1020304050', issuedCountryCode: 'CO' },
};
const SEEDED_BANK_ACCOUNT = {
	...HOLDER,
	accountNumber: '10203049',
	bankCode: '007',
	type: 'savings',
	countryCode: 'CO',
};
const SEEDED_WALLET = {
	...HOLDER,
	currency: 'USDC',
	network: 'POLYGON',
	address: `0x${'1a2b3c4d'.repeat(5)}`,
};
