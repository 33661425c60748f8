import type { FinalStates } from '../../shared/operation';

/** A step of a ramp or payout: its states' codes begin with the prefix. */
interface Step {
	name: string;
	prefix: string;
	states: readonly string[];
}

interface StatusOption {
	name: string;
	value: string;
	description?: string;
}

/** Statuses as options, by readable name. */
interface StatusOptions {
	whole: StatusOption[];
	ofSteps: StatusOption[];
	/** sorted by name */
	all: StatusOption[];
}

/**
 * Compares names of unaccented words. n8n loads these lists when it starts, and the first
 * `localeCompare` of a process takes a third of the time of loading the package.
 */
export function byName(a: { name: string }, b: { name: string }): number {
	return a.name < b.name ? -1 : 1;
}

function statusOptions(whole: readonly string[], steps: readonly Step[]): StatusOptions {
	const ofWhole = whole.map((state) => ({ name: words(state), value: state }));
	const ofSteps = steps.flatMap(({ name, prefix, states }) =>
		states.map((state) => ({ name: `${name} ${words(state)}`, value: `${prefix}_${state}` })),
	);
	const all = [...ofWhole, ...ofSteps].sort(byName);
	return { whole: ofWhole, ofSteps, all };
}

/** Converts `PENDING_FILE` to "Pending File". */
export function words(state: string): string {
	return state
		.split('_')
		.map((word) => word.slice(0, 1) + word.slice(1).toLowerCase())
		.join(' ');
}

/** The states of each step of a ramp. Two of them are forms of one word. */
const RAMP_STATES = ['REQUEST', 'REQUESTED', 'PENDING', 'PROCESSING', 'COMPLETED'];

const RAMP_RESULTS = ['COMPLETED', 'CANCELED', 'ERROR', 'EXPIRED', 'FAILED', 'REJECTED'];

/** Every documented status of a ramp (killb.md 7). */
export const RAMP_STATUSES = statusOptions(
	['CREATED', ...RAMP_RESULTS, 'REVIEW_NEEDED'],
	[
		{ name: 'Cash-In', prefix: 'CASH_IN', states: RAMP_STATES },
		{ name: 'Conversion', prefix: 'CONVERSION', states: RAMP_STATES },
		{ name: 'Cash-Out', prefix: 'CASH_OUT', states: RAMP_STATES },
	],
);

/** The states that every step of a payout has. */
const EVERY_STEP = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED'];
/** The states that most steps have in addition. */
const MOST_STEPS = [...EVERY_STEP, 'CREATED', 'REQUEST', 'REQUESTED'];

/**
 * States that only guides mention: the first two in the newer one, the others in an older one
 * (killb.md 8).
 */
export const GUIDE_STATES = ['REJECTED', 'REVIEW_NEEDED', 'PENDING', 'PROCESSING'];

/** Every documented status of a payout (killb.md 8). */
export const PAYOUT_STATUSES = statusOptions(
	['CREATED', 'COMPLETED', 'FAILED', 'ERROR', 'REFUNDED', ...GUIDE_STATES],
	[
		{
			name: 'Cash In:',
			prefix: 'CASH_IN',
			states: [...MOST_STEPS, 'CANCELED', 'REJECTED', 'ERROR'],
		},
		{ name: 'KYT Out:', prefix: 'KYT_OUT', states: [...EVERY_STEP, 'CREATE'] },
		{
			name: 'Cash Out:',
			prefix: 'CASH_OUT',
			states: [...MOST_STEPS, 'CREATE', 'PENDING_FILE', 'CANCELED', 'ERROR'],
		},
		{ name: 'Refund:', prefix: 'REFUND', states: [...MOST_STEPS, 'CREATE'] },
	],
);

/** The statuses of a ramp that only the page on webhooks mentions (killb.md 4.2 and 11.4). */
export const GUIDE_RAMP_STATES = ['QUOTE_CREATED', 'PENDING_PAYMENT', 'PROCESSING'];

/** The statuses of a user in events (killb.md 4.2). */
export const USER_STATUSES: StatusOption[] = [
	{ name: 'Active', value: 'ACTIVE', description: 'KYC is complete: the user can transact' },
	{ name: 'Pending', value: 'PENDING', description: 'KYC is not complete yet' },
	{ name: 'Rejected', value: 'REJECTED', description: 'KYC failed' },
	{
		name: 'Suspended',
		value: 'SUSPENDED',
		description: 'Only on KillB’s webhooks page, not in its API',
	},
];

/** Members of KillB's objects with their status. */
const members = ['status'];

/** The ends of a ramp (killb.md 7). */
export const RAMP_ENDS: FinalStates = {
	members,
	done: ['COMPLETED'],
	failed: RAMP_RESULTS.filter((status) => status !== 'COMPLETED'),
};

/** The ends of a payout, of which a refund is one: the receiver got nothing (killb.md 8). */
export const PAYOUT_ENDS: FinalStates = {
	members,
	done: ['COMPLETED'],
	failed: ['FAILED', 'ERROR', 'REJECTED', 'REFUNDED'],
};

/** The decisions about a user (killb.md 3.7 and 4.2). */
export const USER_ENDS: FinalStates = {
	members,
	done: ['ACTIVE'],
	failed: ['REJECTED', 'SUSPENDED'],
};
