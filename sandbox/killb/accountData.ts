import { randomUUID } from 'node:crypto';
import type { Clock } from '../shared/time';
import { KillBError, notFound } from './errors';
import { SEEDED_ACCOUNT_ID, SEEDED_USER_ID, SEEDED_WALLET_ID } from './seededIds';

/** The four words of the docs (killb.md 5); the types say only that it is text. */
type AccountStatus = 'ACTIVE' | 'PENDING' | 'REJECTED' | 'INACTIVE';

export interface Account {
	id: string;
	/** Omitted for an account without a user: whom it belongs to then is not documented. */
	userId?: string;
	type: string;
	status: AccountStatus;
	data: Record<string, unknown>;
	externalId?: string;
	complianceUrl: string;
	createdAt: string;
	updatedAt: string;
}

export type NewAccount = Pick<Account, 'type' | 'userId' | 'data' | 'externalId'>;

/** A row of an uploaded sheet: an account that is valid by its schema, or its errors. */
export interface BulkRow {
	/** As the spreadsheet counts: 1 is the heading. */
	rowNumber: number;
	sheetName: string;
	originalRowData: Record<string, unknown>;
	account: NewAccount | string;
}

/** `BulkBeneficiaryStatusDto`, without the optional link to a file of results. */
export interface BulkJob {
	jobId: string;
	status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED';
	totalRows: number;
	processedRows: number;
	successCount: number;
	errorCount: number;
	results: Array<Record<string, unknown>>;
	error?: string;
	createdAt: string;
	updatedAt: string;
}

/** A job and its work: rows, or why the file can't be read. */
export interface BulkWork {
	job: BulkJob;
	rows: BulkRow[] | string;
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

	/** @throws KillBError 404 ACCOUNT.0001 */
	find(id: string): Account {
		const account = this.byId.get(id);
		if (account !== undefined) return account;
		throw notFound('ACCOUNT.0001', 'Account', 'accountId', id);
	}

	/** @throws KillBError 404 ACCOUNT.0001, or 400 RAMP.0004 for an account that is not ACTIVE */
	usable(id: string): Account {
		const account = this.find(id);
		if (account.status !== 'ACTIVE') throw invalidAccount(id, `is ${account.status}`);
		return account;
	}
}

/**
 * "Invalid account - check account status" is documented for ramps; the code is used for everything
 * that pays out.
 */
export function invalidAccount(id: string, reason: string): KillBError {
	return new KillBError(
		400,
		'RAMP.0004',
		['Invalid account', `The account ${reason}`],
		[{ key: 'accountId', value: id }],
	);
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
