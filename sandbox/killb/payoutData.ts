/** `CreatePayoutResponseDto`. */
export interface Payout {
	id: string;
	amount: number;
	currency: 'COP';
	beneficiary: { type: string; account: Record<string, unknown> };
	status: string;
	details?: string;
	transferProof?: string;
	externalId?: string;
	createdAt: string;
	updatedAt: string;
}

export class Payouts {
	readonly byId = new Map<string, Payout>();
	/**
	 * Idempotency-Key -> the first answer, which the same key gets again. How long it is kept is not
	 * documented.
	 */
	readonly answers = new Map<string, Payout>();
	/** Payouts that failed while the money was still coming in: nothing to refund. */
	readonly failedAtOnce = new Set<string>();
}
