import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { Accounts } from './account-data';
import type { BulkWork } from './bulk-jobs';
import { CustomerData } from './customer-data';
import { Documents } from './document-data';
import { Holds } from './holds';
import type { Upload } from './multipart';
import { Logins } from './login-data';
import { LoginLocks } from './login-locks';
import { Payouts } from './payout-data';
import type { Quotation } from './quotation-data';
import { kycState } from './kyc';
import { CUSTOMER_ID, SEEDED_USER_ID } from './seeded-ids';
import { Savings } from './savings-data';
import { Sessions } from './sessions';
import { VirtualAccounts } from './virtual-account-data';
import { OrderedEvents } from './ordered-events';
import type { Step } from './walk';

export interface User {
	id: string;
	status: 'ACTIVE' | 'PENDING' | 'REJECTED';
	customerId: string;
	type: 'PERSON' | 'COMPANY';
	data: Record<string, unknown>;
	externalId?: string;
	complianceUrl: string;
	accessLevel: 'L0' | 'L1' | 'L2' | 'L3' | 'L4';
	note: string;
	active: boolean;
	createdAt: string;
	updatedAt: string;
}

export interface Ramp {
	id: string;
	status: string;
	userId: string;
	createdAt: string;
	updatedAt: string;
	externalId?: string;
	[member: string]: unknown;
}

export interface WebhookConfig {
	id: string;
	customerId: string;
	url: string;
	events: string[];
	active: boolean;
	createdAt: string;
	updatedAt: string;
}

export { CUSTOMER_ID, SEEDED_USER_ID } from './seeded-ids';

/** What the KillB customer owns. */
export class KillBData {
	readonly users = new Map<string, User>();
	readonly quotations = new Map<string, Quotation>();
	readonly ramps = new Map<string, Ramp>();
	/** Ramp id -> the states that it has been in. */
	readonly rampHistory = new Map<string, Step[]>();
	readonly payouts = new Payouts();
	readonly savings: Savings;
	readonly virtualAccounts: VirtualAccounts;
	readonly holds: Holds;
	readonly events = new OrderedEvents();
	readonly sessions: Sessions;
	readonly logins: Logins;
	readonly loginLocks = new LoginLocks();
	readonly accounts: Accounts;
	readonly bulkJobs = new Map<string, BulkWork>();
	readonly documents: Documents;
	/** Balances, pre-fund accounts and pairs. */
	readonly customer: CustomerData;
	/** Every form that could be read, also one that was refused afterwards. */
	readonly uploads: Upload[] = [];
	/** How often a write was answered with 2xx, by method and route. */
	readonly writes = new Map<string, number>();
	favoriteUserId: string | null = null;
	/** One slot per customer (killb.md 4.1); the secret is never part of an answer. */
	webhook: { config: WebhookConfig; secret: string } | null = null;

	constructor(private readonly clock: Clock) {
		this.sessions = new Sessions(clock);
		this.logins = new Logins(clock);
		this.accounts = new Accounts(clock);
		this.documents = new Documents(clock);
		this.customer = new CustomerData(clock);
		this.holds = new Holds(clock, this.customer);
		this.savings = new Savings(clock);
		this.virtualAccounts = new VirtualAccounts(clock);
		this.addUser('PERSON', SEEDED_PERSON, { id: SEEDED_USER_ID });
	}

	addUser(type: User['type'], data: Record<string, unknown>, extra: Partial<User> = {}): User {
		const id = extra.id ?? randomUUID();
		const user: User = {
			id,
			...kycState('ACTIVE'),
			customerId: CUSTOMER_ID,
			type,
			data,
			complianceUrl: `https://kyc.sandbox.example/${id}`,
			active: true,
			createdAt: this.clock.iso(),
			updatedAt: this.clock.iso(),
			...extra,
		};
		this.users.set(id, user);
		return user;
	}

	setWebhook(url: string, secret: string, events: string[], active = true): WebhookConfig {
		const now = this.clock.iso();
		const config: WebhookConfig = {
			id: this.webhook?.config.id ?? randomUUID(),
			customerId: CUSTOMER_ID,
			url,
			events,
			active,
			createdAt: this.webhook?.config.createdAt ?? now,
			updatedAt: now,
		};
		this.webhook = { config, secret };
		return config;
	}
}

const SEEDED_PERSON = {
	firstName: 'Ana',
	lastName: 'Sandoval',
	dateOfBirth: '1990-04-12',
	email: 'ana.sandoval@sandbox.example',
	phone: '+573001234567',
	address: {
		street1: 'Calle 10 # 5-51',
		city: 'Bogotá',
		state: 'Cundinamarca',
		zipCode: '110311',
		countryCode: 'CO',
	},
	document: { type: 'NUIP', number: '1020304050', issuedCountryCode: 'CO' },
};
