import { Decimal } from './decimal';
import type { Route, Strategy } from './pairs';

/** A quotation: the request and its answer. */
export interface Quotation extends Route, Price {
	id: string;
	amount: number;
	amountIsToCurrency: boolean;
	isFastPay: boolean;
	/** Milliseconds since the epoch, whatever unit the answers have. */
	expiresAtMs: number;
	/** Set when a ramp was created from it. */
	usedBy?: string;
}

/**
 * How many of a currency one US dollar buys, and its decimal places. The sandbox's own figures,
 * except for COP's.
 */
const CURRENCIES: Record<string, { perDollar: string; places: number }> = {
	USD: { perDollar: '1', places: 2 },
	USDC: { perDollar: '1', places: 6 },
	USDT: { perDollar: '1', places: 6 },
	// The sample of the quotations page.
	COP: { perDollar: '4200.5', places: 2 },
	MXN: { perDollar: '18.25', places: 2 },
	HKD: { perDollar: '7.8', places: 2 },
	EUR: { perDollar: '0.92', places: 2 },
	PEN: { perDollar: '3.7', places: 2 },
	BRL: { perDollar: '5.4', places: 2 },
	ARS: { perDollar: '1250', places: 2 },
	CLP: { perDollar: '950', places: 0 },
	CRC: { perDollar: '510', places: 2 },
	GTQ: { perDollar: '7.7', places: 2 },
	HNL: { perDollar: '25.5', places: 2 },
	NIO: { perDollar: '36.7', places: 2 },
	PAB: { perDollar: '1', places: 2 },
	DOP: { perDollar: '60.5', places: 2 },
	BOB: { perDollar: '6.91', places: 2 },
	GYD: { perDollar: '209', places: 2 },
	PYG: { perDollar: '7300', places: 0 },
	UYU: { perDollar: '40.2', places: 2 },
};
const RATE_PLACES = 12;
/** Hundredths of a per cent that a fast payment costs: the sandbox's own choice. */
export const FAST_PAY_BPS = 25;

interface Price {
	fromAmount: number;
	toAmount: number;
	/**
	 * The amount received for one unit sent, after the fee: the direction of the type's sample
	 * (0.0003125).
	 */
	rate: number;
	/** The same before the fee. */
	spotPrice: number;
}

/**
 * Prices an amount: `toAmount = fromAmount * rate`, always rounded against the customer, to the
 * currency's decimal places.
 * @param amountIsToCurrency whether `amount` is the received amount
 */
export function priceOf(
	strategy: Strategy,
	amount: number,
	amountIsToCurrency: boolean,
	isFastPay: boolean,
): Price {
	const from = currency(strategy.fromCurrency);
	const to = currency(strategy.toCurrency);
	const given = Decimal.of(amount);
	const spot = Decimal.of(to.perDollar).dividedBy(Decimal.of(from.perDollar), RATE_PLACES, 'down');
	const rate = spot
		.times(Decimal.of(100).minus(Decimal.of(strategy.fee)))
		.times(Decimal.of(10_000 - (isFastPay ? FAST_PAY_BPS : 0)))
		.dividedBy(Decimal.of(1_000_000), RATE_PLACES, 'down');
	const fromAmount = amountIsToCurrency ? given.dividedBy(rate, from.places, 'up') : given;
	const toAmount = amountIsToCurrency ? given : given.times(rate).rounded(to.places, 'down');
	return {
		fromAmount: fromAmount.toNumber(),
		toAmount: toAmount.toNumber(),
		rate: rate.toNumber(),
		spotPrice: spot.toNumber(),
	};
}

/** For the users' limits, which are in US dollars. */
export function inDollars(amount: number, name: string): Decimal {
	return Decimal.of(amount).dividedBy(Decimal.of(currency(name).perDollar), 6, 'down');
}

function currency(name: string) {
	const found = CURRENCIES[name];
	if (found === undefined) throw new Error(`There is no rate of ${name}`);
	return found;
}
