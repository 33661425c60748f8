import { ANY, splitChoice } from './event';

/** The ramp in KillB's samples (killb.md 4.2). */
const RAMP = {
	id: 'sample-ramp',
	userId: 'sample-user',
	accountId: 'sample-account',
	quotationId: 'sample-quotation',
	type: 'ON',
	status: 'COMPLETED',
	cashInMethod: 'PSE',
	cashOutMethod: 'POLYGON',
	fromCurrency: 'COP',
	toCurrency: 'USDC',
	fromAmount: 400000,
	toAmount: 98.5,
	isPreFunded: false,
	active: true,
};

/** A bank account in Colombia, as accounts and payouts hold it (killb.md 5). */
const BANK_ACCOUNT = {
	firstName: 'Sample',
	lastName: 'Person',
	email: 'sample@example.com',
	phone: '+576015555555',
	document: { type: 'PASSPORT', number: 'GE04292393', issuedCountryCode: 'CO' },
	countryCode: 'CO',
	accountNumber: '0000000000',
	bankCode: '0001',
	type: 'savings',
};

/** A payout with the documented members and values (killb.md 8). */
const PAYOUT = {
	id: 'sample-payout',
	amount: 400000,
	currency: 'COP',
	beneficiary: {
		type: 'BANK',
		account: BANK_ACCOUNT,
	},
	status: 'COMPLETED',
	externalId: 'sample-external-id',
};

/** A user with the documented members and values (killb.md 3.1 and 3.2). */
const USER = {
	id: 'sample-user',
	status: 'ACTIVE',
	type: 'PERSON',
	data: {
		firstName: 'Sample',
		lastName: 'Person',
		dateOfBirth: '1992-01-01',
		email: 'sample@example.com',
		phone: '+576015555555',
	},
	externalId: 'sample-external-id',
	complianceUrl: 'https://kyc.example.com',
	accessLevel: 'L1',
	note: 'Identity verification completed successfully.',
	active: true,
};

/** An account with the documented members and values (killb.md 5). */
const ACCOUNT = {
	id: 'sample-account',
	userId: 'sample-user',
	type: 'PSE',
	status: 'ACTIVE',
	data: BANK_ACCOUNT,
	externalId: 'sample-external-id',
	complianceUrl: 'https://kyc.example.com',
};

/**
 * The objects of KillB's events. KillB documents no members of a transaction and of a custodial
 * account in an event (killb.md 4.2), so their samples have an ID only.
 */
const KILLB_OBJECTS: ReadonlyMap<string, object> = new Map<string, object>([
	['RAMP', RAMP],
	['PAYOUT', PAYOUT],
	['USER', USER],
	['ACCOUNT', ACCOUNT],
	['TRANSACTION', { id: 'sample-transaction' }],
	['CUSTODIAL_ACCOUNT', { id: 'sample-custodial-account' }],
]);

/** Kinds whose dotted names end with a status, as in `ramp.cash_in_completed`. */
const KINDS_NAMED_BY_STATUS: ReadonlySet<string> = new Set(['RAMP', 'PAYOUT']);

/**
 * Returns the name of an event that passes the filter: the first chosen one, or else the first
 * known one.
 */
function nameFor(chosen: readonly string[], known: readonly string[]): string {
	const [first = ANY] = chosen;
	if (chosen.includes(ANY) || first === ANY) return known[0] ?? first;
	const family = first.replace(/\.\*$/, '');
	if (family === first) return first;
	return known.find((name) => name.startsWith(`${family}.`)) ?? family;
}

interface SampleChoice {
	name: string;
	/** undefined where the choice leaves it open */
	status: string | undefined;
}

/** Returns the first chosen event: a name, and the status that the choice names. */
function firstOf(chosen: readonly string[], known: readonly string[]): SampleChoice {
	const { name, status } = splitChoice(chosen.includes(ANY) ? ANY : (chosen[0] ?? ANY));
	const dotted = known.find((event) => event === `${name}.${status}`);
	return { name: dotted ?? nameFor([name], known), status };
}

/**
 * Returns a sample event in the envelope of killb.md 4.2, to build a workflow before the first real
 * one arrives.
 * @param chosen the events and actions that it must match; empty means all
 * @param now Unix milliseconds; part of the event's id, so that each sample is a new event
 */
export function killBSample(
	chosen: { events: readonly string[]; actions: readonly string[] },
	now: number,
): object {
	const { name, status } = firstOf(chosen.events, ['RAMP']);
	const time = new Date(now).toISOString();
	const times = { createdAt: time, updatedAt: time };
	const [family = '', ...rest] = name.split('.');
	const kind = family.trim().toUpperCase();
	const inName = KINDS_NAMED_BY_STATUS.has(kind) && rest.length > 0 ? rest.join('.') : undefined;
	return {
		id: `evt_sample_${now}`,
		event: name,
		action: nameFor(chosen.actions, ['UPDATE']),
		data: killBObject(kind, asKillBStatus(status ?? inName), times),
		...times,
		attempts: 0,
	};
}

/**
 * Returns the object of an event.
 * @param status the status that the choice names, if any
 */
function killBObject(kind: string, status: string | undefined, times: object): object {
	const object = KILLB_OBJECTS.get(kind);
	const named = status === undefined ? {} : { status };
	if (object === undefined) return { id: 'sample', ...named };
	// Only an active user has passed KYC.
	const isUnverified = object === USER && status !== undefined && status !== USER.status;
	const unverified = isUnverified ? { accessLevel: 'L0', note: `The user is ${status}.` } : {};
	return { ...object, ...named, ...unverified, ...times };
}

/** Returns a typed status in KillB's capitals, or as typed where it isn't like one of KillB's. */
function asKillBStatus(typed: string | undefined): string | undefined {
	return typed !== undefined && /^[a-z_]+$/i.test(typed) ? typed.toUpperCase() : typed;
}

/**
 * Returns a sample KernelHost event. Its form is the named assumption "KernelHost envelope names":
 * the vendor documents only the names of three events (kernelhost.md 9), so `data` has no real
 * content.
 */
export function kernelHostSample(chosen: { events: readonly string[] }, now: number): object {
	const known = ['order.paid', 'service.provisioned', 'invoice.created'];
	const { name, status } = firstOf(chosen.events, known);
	return {
		id: `evt_sample_${now}`,
		type: name,
		created: Math.floor(now / 1000),
		data: { id: 'sample', ...(status === undefined ? {} : { status }) },
	};
}
