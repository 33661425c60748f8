import type { ErrorCode } from '../../../../core/errors';
import type { IDataObject } from 'n8n-workflow';
import { expiryTime, serverTime } from '../../../../core/killb/quotationExpiry';
import { compareAmounts, difference } from '../../../../core/money';
import { type Answer, GuardError } from '../../../shared/operation';

/** The limits that the user accepts, each in the quotation's currency. */
interface QuotationLimits {
	/** of the To Currency */
	minimumReceived: number | undefined;
	/** of the From Currency */
	maximumSent: number | undefined;
}

type LimitName = keyof QuotationLimits;

/** A limit that a quotation exceeds. */
interface Missed {
	limit: LimitName;
	/** by how much, as an exact decimal */
	by: string;
	says: string;
}

/**
 * Compares a quotation with the user's limits, in exact decimals.
 * @throws GuardError that says how far each limit was missed
 */
export function checkLimits(quotation: IDataObject, limits: QuotationLimits): void {
	const missed = [
		missedLimit(quotation, 'minimumReceived', limits.minimumReceived),
		missedLimit(quotation, 'maximumSent', limits.maximumSent),
	].filter((entry) => entry !== undefined);
	if (missed.length === 0) return;
	throw rejection(
		'QUOTATION_OVER_LIMIT',
		`KillB’s quotation was rejected: ${missed.map(({ says }) => says).join('; ')}`,
		'Run it again to get a new quotation, or change the limit.',
		quotation,
		{
			missedBy: Object.fromEntries(missed.map(({ limit, by }) => [limit, by])),
		},
	);
}

function missedLimit(
	quotation: IDataObject,
	limit: LimitName,
	wanted: number | undefined,
): Missed | undefined {
	if (wanted === undefined) return undefined;
	const isMinimum = limit === 'minimumReceived';
	const quoted = quotation[isMinimum ? 'toAmount' : 'fromAmount'];
	const currency = String(quotation[isMinimum ? 'toCurrency' : 'fromCurrency'] ?? '');
	const name = isMinimum ? 'Minimum Received' : 'Maximum Sent';
	const isTooFar = isMinimum ? -1 : 1;
	const amount = comparable(quotation, quoted, name);
	if (compareAmounts(amount, wanted) !== isTooFar) return undefined;
	const by = difference(amount, wanted);
	const verb = isMinimum ? 'received' : 'sent';
	const side = isMinimum ? 'less' : 'more';
	return {
		limit,
		by,
		says: `${amount} ${currency} would be ${verb}, ${by} ${side} than the ${name} of ${wanted}`,
	};
}

/**
 * Returns an amount for comparison. One that can't be compared is an error, not within the limit.
 */
function comparable(quotation: IDataObject, amount: unknown, name: string): number | string {
	const isDecimal =
		(typeof amount === 'number' || typeof amount === 'string') &&
		/^\d+(\.\d+)?(e[+-]?\d{1,3})?$/i.test(String(amount));
	if (isDecimal) return amount;
	throw rejection(
		'QUOTATION_NOT_COMPARABLE',
		`KillB’s quotation has no amount to compare with the ${name}`,
		'Check the quotation, and run it without this limit if you accept it.',
		quotation,
	);
}

/**
 * Rejects an expired quotation, by the server's clock. KillB itself checks one without an expiry.
 * @param now this machine's time in Unix milliseconds, for answers without a date
 * @throws GuardError
 */
export function checkExpiry(quotation: IDataObject, { headers }: Answer, now: number): void {
	const expiry = expiryTime(quotation.expiresAt);
	if (expiry === undefined || expiry > serverTime(headers.date, now)) return;
	throw rejection(
		'QUOTATION_EXPIRED',
		`KillB’s quotation had already expired, at ${new Date(expiry).toISOString()}`,
		'Run it again to get a new quotation.',
		quotation,
	);
}

/**
 * Returns the quotation's ID, which the ramp needs.
 * @throws GuardError
 */
export function checkId(quotation: IDataObject): string {
	const { id } = quotation;
	if (typeof id === 'string' && id !== '') return id;
	const advice = 'Check KillB’s response, and whether its API has changed.';
	throw rejection('QUOTATION_WITHOUT_ID', 'KillB’s quotation has no ID', advice, quotation);
}

/** Returns the error for a quotation that is not used. */
function rejection(
	code: ErrorCode,
	message: string,
	advice: string,
	quotation: IDataObject,
	details: IDataObject = {},
): GuardError {
	const { id, fromAmount, fromCurrency, toAmount, toCurrency, rate } = quotation;
	const figures = `Quotation ${String(id)}: ${String(fromAmount)} ${String(fromCurrency)} → ${String(toAmount)} ${String(toCurrency)}, rate ${String(rate)}.`;
	return new GuardError(
		code,
		message,
		`No ramp was created, and nothing was exchanged. ${advice} ${figures}`,
		{ ...details, quotation },
	);
}
