import { randomUUID } from 'node:crypto';
import type { Environment } from '../shared/environment';
import { type Limiter, TokenBuckets } from '../shared/rateLimits';
import type { Settings } from '../shared/settings';
import type { Clock, Timers } from '../shared/time';
import { Accounts, type BulkWork } from './accountData';
import { CustomerData, Holds } from './customerData';
import { Documents } from './documentData';
import { Events, type Webhook, type WebhookConfig } from './events';
import { LoginLocks, Logins } from './logins';
import type { Upload } from './multipart';
import { Payouts } from './payoutData';
import type { Quotation } from './quotationData';
import type { Ramp, RampStep } from './rampData';
import { Savings } from './savingsData';
import { CUSTOMER_ID, SEEDED_USER_ID } from './seededIds';
import { Sessions } from './sessions';
import { kycState, type User } from './userData';
import { VirtualAccounts } from './virtualAccountData';

/** Where routes find KillB: a reset replaces it, so they read it again for each request. */
export interface HasKillB {
	readonly killb: KillB;
}

/** What the KillB customer owns. */
export class KillB {
	readonly clock: Clock;
	readonly timers: Timers;
	limits: Limiter;
	/** How many requests the limits rejected; a 429 of a fault does not count. */
	rateLimited = 0;
	readonly users = new Map<string, User>();
	readonly quotations = new Map<string, Quotation>();
	readonly ramps = new Map<string, Ramp>();
	/** Ramp id -> the states that it has been in. */
	readonly rampHistory = new Map<string, RampStep[]>();
	readonly payouts = new Payouts();
	readonly savings: Savings;
	readonly virtualAccounts: VirtualAccounts;
	readonly holds: Holds;
	readonly events: Events;
	readonly sessions: Sessions;
	readonly logins: Logins;
	readonly loginLocks = new LoginLocks();
	readonly accounts: Accounts;
	readonly bulkJobs = new Map<string, BulkWork>();
	readonly documents: Documents;
	/** Balances, pre-fund accounts and pairs. */
	readonly customer: CustomerData;
	/** Every form that could be read, also one that was rejected afterwards. */
	readonly uploads: Upload[] = [];
	/** How often a write was answered with 2xx, by method and route. */
	readonly writes = new Map<string, number>();
	favoriteUserId: string | null = null;
	/** One subscription per customer (killb.md 4.1); the secret is never part of an answer. */
	webhook: Webhook | null = null;

	constructor(private readonly environment: Environment) {
		const { clock, timers } = environment;
		this.clock = clock;
		this.timers = timers;
		this.limits = bucketsOf(this.settings);
		this.events = new Events(environment, () => this.webhook);
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

	get settings(): Settings {
		return this.environment.settings;
	}

	/** New limits start with full buckets. */
	fillBuckets(): void {
		this.limits = bucketsOf(this.settings);
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

function bucketsOf({ limits: { killb } }: Settings): Limiter {
	return new TokenBuckets(killb.perSecond, killb.burst);
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
