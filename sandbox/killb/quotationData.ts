import type { Route } from './pairsData';
import type { Price } from './rates';

/** A quotation as it was asked for and answered. */
export interface Quotation extends Route, Price {
	id: string;
	amount: number;
	amountIsToCurrency: boolean;
	isFastPay: boolean;
	/** Milliseconds since the epoch, whatever unit the answers have. */
	expiresAtMs: number;
	/** Set when a ramp was made of it. */
	usedBy?: string;
}
