import { randomBytes } from 'node:crypto';
import type { SandboxState } from '../state';
import type { Ramp } from './data';
import { isCrypto } from './methods';
import { SEEDED_USER_ID, SEEDED_WALLET_ID } from './seeded-ids';
import { isPending } from './user-rules';
import { following, walkByTimers } from './walk';

const PHASES = ['CASH_IN', 'CONVERSION', 'CASH_OUT'];
const PHASE_STEPS = ['REQUESTED', 'PENDING', 'PROCESSING', 'COMPLETED'];
/** The way of a ramp that nothing goes wrong with, from the states of killb.md 7; their order is read from the names. */
export const RAMP_PATH = [
	'CREATED',
	...PHASES.flatMap((phase) => PHASE_STEPS.map((step) => `${phase}_${step}`)),
	'COMPLETED',
];

/** Changes a ramp, or makes one like the vendor's webhook sample (killb.md 4.2) with what is given. */
export function putRamp(state: SandboxState, id: string, changes: Record<string, unknown>): Ramp {
	const now = state.clock.iso();
	const known = state.killb.ramps.get(id) ?? sampleRamp(id, now);
	return recordRamp(state, { ...known, ...changes, id, updatedAt: now });
}

/** Keeps a ramp in the state that it has: its history grows, and money that it took beforehand goes back if it failed. */
export function recordRamp(state: SandboxState, ramp: Ramp): Ramp {
	const { ramps, rampHistory, holds } = state.killb;
	const { id, status } = ramp;
	if (status === 'COMPLETED') ramp['transferProof'] ??= proofOf(ramp);
	else if (!isPending(ramp)) holds.giveBack(id);
	const history = rampHistory.get(id) ?? [];
	if (history.at(-1)?.status !== status) {
		rampHistory.set(id, [...history, { status, timestamp: ramp.updatedAt }]);
	}
	ramps.set(id, ramp);
	return ramp;
}

/** Gives a ramp a state and tells the webhook. */
export function moveRamp(state: SandboxState, id: string, status: string): Ramp {
	const ramp = putRamp(state, id, { status });
	state.killb.events.tell(state, id, { event: 'RAMP', action: 'UPDATE', data: ramp });
	return ramp;
}

/** Moves a ramp through all the states up to `target`, with a webhook for each. */
export function walkRampTo(state: SandboxState, id: string, target: string): void {
	while (state.killb.ramps.get(id)?.status !== target && stepRamp(state, id));
}

/** Lets a ramp go its way by itself, if `killb.rampStepMs` is not 0; a state such as REVIEW_NEEDED holds it up. */
export function letRampWalk(state: SandboxState, id: string): void {
	walkByTimers(
		state,
		() => state.settings.killb.rampStepMs,
		() => {
			stepRamp(state, id);
			const ramp = state.killb.ramps.get(id);
			return ramp !== undefined && isPending(ramp);
		},
	);
}

/** @returns whether there was a next state */
function stepRamp(state: SandboxState, id: string): boolean {
	const next = following(RAMP_PATH, state.killb.ramps.get(id)?.status ?? '');
	if (next === undefined) return false;
	moveRamp(state, id, next);
	return true;
}

/** "hash/url" (killb.md 7): the hash of a transfer on a chain, or the address of a receipt. */
function proofOf(ramp: Ramp): string {
	return isCrypto(String(ramp['cashOutMethod']))
		? `0x${randomBytes(32).toString('hex')}`
		: `https://proof.sandbox.example/ramps/${ramp.id}`;
}

function sampleRamp(id: string, now: string): Ramp {
	return {
		id,
		userId: SEEDED_USER_ID,
		accountId: SEEDED_WALLET_ID,
		quotationId: 'a4d2e6f8-0b1c-4d3e-9f50-617283940516',
		type: 'ON',
		status: 'CREATED',
		cashInMethod: 'PSE',
		cashOutMethod: 'POLYGON',
		fromCurrency: 'COP',
		toCurrency: 'USDC',
		fromAmount: 400000,
		toAmount: 98.5,
		transferProof: `0x${'ab'.repeat(32)}`,
		isPreFunded: false,
		active: true,
		accounts: [{ id: SEEDED_WALLET_ID, amount: 98.5 }],
		createdAt: now,
		updatedAt: now,
	};
}
