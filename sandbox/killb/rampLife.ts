import { randomBytes } from 'node:crypto';
import type { KillB } from './killB';
import { isCrypto } from './pairs';
import { isPending, type Ramp, RAMP_PATH } from './rampData';
import { SEEDED_USER_ID, SEEDED_WALLET_ID } from './seededIds';
import { following, walkByTimers } from './walk';

/**
 * Changes a ramp, or creates one like the vendor's webhook sample (killb.md 4.2) with the given
 * members.
 */
export function putRamp(killb: KillB, id: string, changes: Record<string, unknown>): Ramp {
	const now = killb.clock.iso();
	const known = killb.ramps.get(id) ?? sampleRamp(id, now);
	return recordRamp(killb, { ...known, ...changes, id, updatedAt: now });
}

/** Stores a ramp in its state: its history grows, and a failed ramp's money is returned. */
export function recordRamp(killb: KillB, ramp: Ramp): Ramp {
	const { ramps, rampHistory, holds } = killb;
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

/** Sets a ramp's state and sends the webhook. */
export function moveRamp(killb: KillB, id: string, status: string): Ramp {
	const ramp = putRamp(killb, id, { status });
	killb.events.notify(id, { event: 'RAMP', action: 'UPDATE', data: ramp });
	return ramp;
}

/** Moves a ramp through all the states up to `target`, with a webhook for each. */
export function walkRampTo(killb: KillB, id: string, target: string): void {
	while (killb.ramps.get(id)?.status !== target && stepRamp(killb, id));
}

/**
 * Advances a ramp by itself, if `killb.rampStepMs` is not 0; a state such as REVIEW_NEEDED stops
 * it.
 */
export function letRampWalk(killb: KillB, id: string): void {
	walkByTimers(
		killb.timers,
		() => killb.settings.killb.rampStepMs,
		() => {
			stepRamp(killb, id);
			const ramp = killb.ramps.get(id);
			return ramp !== undefined && isPending(ramp);
		},
	);
}

/** @returns whether there was a next state */
function stepRamp(killb: KillB, id: string): boolean {
	const next = following(RAMP_PATH, killb.ramps.get(id)?.status ?? '');
	if (next === undefined) return false;
	moveRamp(killb, id, next);
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
