export interface Ramp {
	id: string;
	status: string;
	userId: string;
	createdAt: string;
	updatedAt: string;
	externalId?: string;
	[member: string]: unknown;
}

/** One step of a ramp's life as `GET /ramps/{id}/status-history` returns it (killb.md 7). */
export interface RampStep {
	status: string;
	timestamp: string;
}

const PHASES = ['CASH_IN', 'CONVERSION', 'CASH_OUT'];
const PHASE_STEPS = ['REQUESTED', 'PENDING', 'PROCESSING', 'COMPLETED'];
/** The states of a successful ramp, from killb.md 7; their order is inferred from the names. */
export const RAMP_PATH = [
	'CREATED',
	...PHASES.flatMap((phase) => PHASE_STEPS.map((step) => `${phase}_${step}`)),
	'COMPLETED',
];

const TERMINAL = ['COMPLETED', 'CANCELED', 'FAILED', 'REJECTED', 'ERROR', 'EXPIRED'];

/** REVIEW_NEEDED still waits for a decision, so it counts as pending. */
export function isPending(ramp: Ramp): boolean {
	return !TERMINAL.includes(ramp.status);
}
