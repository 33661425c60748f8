import { choice } from '../../shared/operation';
import { codeOptions } from './codes';
import { CURRENCIES, PAIR_FROM_CURRENCIES, PAIR_TO_CURRENCIES } from './currencies';
import { METHODS, PAIR_CASH_IN_METHODS, PAIR_CASH_OUT_METHODS } from './methods';

/**
 * The four members of a pair, all required (ConfigurePairDto, killb.md 9); its enums differ from a
 * quotation's.
 */
export const pairFields = {
	fromCurrency: choice({
		displayName: 'From Currency',
		description: 'The currency that is sent in',
		options: codeOptions(CURRENCIES, PAIR_FROM_CURRENCIES),
	}),
	cashInMethod: choice({
		displayName: 'Cash-In Method',
		description: 'The way in which it comes in',
		options: codeOptions(METHODS, PAIR_CASH_IN_METHODS),
	}),
	toCurrency: choice({
		displayName: 'To Currency',
		description: 'The currency that is received',
		options: codeOptions(CURRENCIES, PAIR_TO_CURRENCIES),
	}),
	cashOutMethod: choice({
		displayName: 'Cash-Out Method',
		description: 'The way in which it is paid out',
		options: codeOptions(METHODS, PAIR_CASH_OUT_METHODS),
	}),
};
