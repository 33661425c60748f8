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
		description: 'Currency to send',
		options: codeOptions(CURRENCIES, PAIR_FROM_CURRENCIES),
	}),
	cashInMethod: choice({
		displayName: 'Cash-In Method',
		description: 'How it comes in',
		options: codeOptions(METHODS, PAIR_CASH_IN_METHODS),
	}),
	toCurrency: choice({
		displayName: 'To Currency',
		description: 'Currency to receive',
		options: codeOptions(CURRENCIES, PAIR_TO_CURRENCIES),
	}),
	cashOutMethod: choice({
		displayName: 'Cash-Out Method',
		description: 'How it is paid out',
		options: codeOptions(METHODS, PAIR_CASH_OUT_METHODS),
	}),
};
