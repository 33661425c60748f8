/** The steps of a payout, each with its states, in the specification's order (killb.md 8). */
const STEPS = {
	'Cash In': {
		prefix: 'CASH_IN',
		states: [
			'CREATED',
			'REQUEST',
			'REQUESTED',
			'PENDING',
			'PROCESSING',
			'COMPLETED',
			'CANCELED',
			'REJECTED',
			'FAILED',
			'ERROR',
		],
	},
	'KYT Out': {
		prefix: 'KYT_OUT',
		states: ['CREATE', 'PENDING', 'PROCESSING', 'COMPLETED', 'FAILED'],
	},
	'Cash Out': {
		prefix: 'CASH_OUT',
		states: [
			'CREATE',
			'CREATED',
			'REQUEST',
			'REQUESTED',
			'PENDING',
			'PENDING_FILE',
			'PROCESSING',
			'COMPLETED',
			'CANCELED',
			'FAILED',
			'ERROR',
		],
	},
	Refund: {
		prefix: 'REFUND',
		states: [
			'CREATE',
			'CREATED',
			'REQUEST',
			'REQUESTED',
			'PENDING',
			'PROCESSING',
			'COMPLETED',
			'FAILED',
		],
	},
} as const;

const WHOLE = ['CREATED', 'COMPLETED', 'FAILED', 'ERROR', 'REFUNDED'] as const;

/**
 * States that only guides mention: the first two in the newer one, the others in an older one
 * (killb.md 8).
 */
export const GUIDE_STATES = ['REJECTED', 'REVIEW_NEEDED', 'PENDING', 'PROCESSING'] as const;

interface Status {
	name: string;
	value: string;
}

/** The statuses of a whole payout, by readable name. */
export const WHOLE_PAYOUT_STATUSES: readonly Status[] = [...WHOLE, ...GUIDE_STATES].map(
	(state) => ({ name: words(state), value: state }),
);

/** The statuses of its steps, by readable name. */
export const PAYOUT_STEP_STATUSES: readonly Status[] = Object.entries(STEPS).flatMap(
	([step, { prefix, states }]) =>
		states.map((state) => ({ name: `${step}: ${words(state)}`, value: `${prefix}_${state}` })),
);

/** Every documented status of a payout, sorted by name. */
export const PAYOUT_STATUSES: readonly Status[] = [
	...WHOLE_PAYOUT_STATUSES,
	...PAYOUT_STEP_STATUSES,
].sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** Converts `PENDING_FILE` to "Pending File". */
function words(state: string): string {
	return state
		.split('_')
		.map((word) => word.slice(0, 1) + word.slice(1).toLowerCase())
		.join(' ');
}
