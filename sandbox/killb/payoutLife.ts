import type { KillB } from './killB';
import type { Payout } from './payoutData';
import { following, walkByTimers } from './walk';

const BANK_STEPS = ['REQUESTED', 'PENDING', 'PROCESSING', 'COMPLETED'];
/** Cash-in, KYT-out, cash-out (killb.md 8); the order within each is read from the names. */
const PATH = [
	'CREATED',
	...BANK_STEPS.map((step) => `CASH_IN_${step}`),
	...['CREATE', 'PENDING', 'PROCESSING', 'COMPLETED'].map((step) => `KYT_OUT_${step}`),
	...['CREATED', ...BANK_STEPS].map((step) => `CASH_OUT_${step}`),
	'COMPLETED',
];
const REFUND_PATH = [...['CREATED', ...BANK_STEPS].map((step) => `REFUND_${step}`), 'REFUNDED'];
const FAILURE = /(CANCELED|REJECTED|FAILED|ERROR)$/;
const CASH_IN = /^(CREATED|CASH_IN_)/;
const OVER = ['COMPLETED', 'REFUNDED', 'REFUND_FAILED'];

/**
 * Gives a payout a state and tells the webhook. A failure is final while the money comes in, and leads to a refund
 * afterwards (killb.md 8); what was taken from the pre-funded balance goes back accordingly.
 */
export function movePayout(killb: KillB, payout: Payout, status: string): Payout {
	const { holds, payouts, events } = killb;
	if (FAILURE.test(status) && CASH_IN.test(payout.status)) payouts.failedAtOnce.add(payout.id);
	Object.assign(payout, { status, updatedAt: killb.clock.iso() });
	if (status === 'REFUNDED' || payouts.failedAtOnce.has(payout.id)) holds.giveBack(payout.id);
	if (status === 'COMPLETED') {
		payout.transferProof ??= `https://proof.sandbox.example/payouts/${payout.id}.pdf`;
	}
	events.tell(payout.id, { event: 'PAYOUT', action: 'UPDATE', data: payout });
	return payout;
}

/** Lets a payout go its way by itself, if `killb.payoutStepMs` is not 0. */
export function letPayoutWalk(killb: KillB, payout: Payout): void {
	walkByTimers(
		killb.timers,
		() => killb.settings.killb.payoutStepMs,
		() => {
			const next = nextStatus(payout.status);
			if (next !== undefined && !isOver(killb, payout)) movePayout(killb, payout, next);
			return !isOver(killb, payout);
		},
	);
}

function nextStatus(status: string): string | undefined {
	if (FAILURE.test(status)) return REFUND_PATH[0];
	return following(PATH, status) ?? following(REFUND_PATH, status);
}

function isOver(killb: KillB, { id, status }: Payout): boolean {
	return OVER.includes(status) || killb.payouts.failedAtOnce.has(id);
}
