import { codeOptions } from './codes';

/**
 * Readable names of the documented statuses of a ramp (killb.md 7). Some statuses are two forms of
 * one word.
 */
export const RAMP_STATUSES = {
	CREATED: 'Created',
	CASH_IN_REQUEST: 'Cash-In Request',
	CASH_IN_REQUESTED: 'Cash-In Requested',
	CASH_IN_PENDING: 'Cash-In Pending',
	CASH_IN_PROCESSING: 'Cash-In Processing',
	CASH_IN_COMPLETED: 'Cash-In Completed',
	CONVERSION_REQUEST: 'Conversion Request',
	CONVERSION_REQUESTED: 'Conversion Requested',
	CONVERSION_PENDING: 'Conversion Pending',
	CONVERSION_PROCESSING: 'Conversion Processing',
	CONVERSION_COMPLETED: 'Conversion Completed',
	CASH_OUT_REQUEST: 'Cash-Out Request',
	CASH_OUT_REQUESTED: 'Cash-Out Requested',
	CASH_OUT_PENDING: 'Cash-Out Pending',
	CASH_OUT_PROCESSING: 'Cash-Out Processing',
	CASH_OUT_COMPLETED: 'Cash-Out Completed',
	COMPLETED: 'Completed',
	CANCELED: 'Canceled',
	ERROR: 'Error',
	EXPIRED: 'Expired',
	FAILED: 'Failed',
	REJECTED: 'Rejected',
	REVIEW_NEEDED: 'Review Needed',
} as const;

/** Statuses that only the page on webhooks mentions (killb.md 4.2 and 11.4). */
export const GUIDE_RAMP_STATUSES = {
	QUOTE_CREATED: 'Quote Created',
	PENDING_PAYMENT: 'Pending Payment',
	PROCESSING: 'Processing',
} as const;

/** Whether a status is of a step, such as `CASH_IN_COMPLETED`, and not of the whole ramp. */
export function isStep(status: string): boolean {
	return /^(?:CASH_IN|CONVERSION|CASH_OUT)_/.test(status);
}

type RampStatus = keyof typeof RAMP_STATUSES;

/** The same as drop-down options. */
export const rampStatusOptions = codeOptions(
	RAMP_STATUSES,
	Object.keys(RAMP_STATUSES) as RampStatus[],
);
