import { choice } from '../../shared/operation';
import { codeOptions } from './codes';
import { CURRENCIES } from './currencies';
import { METHODS } from './methods';

/** The options of a pair (ConfigurePairDto, killb.md 9); its enums differ from a quotation's. */
const PAIR_FROM_CURRENCIES = ['COP', 'MXN', 'USD', 'USDC', 'USDT'] as const;
const PAIR_TO_CURRENCIES = [
	'BOB',
	'CLP',
	'COP',
	'DOP',
	'GTQ',
	'HNL',
	'MXN',
	'NIO',
	'PAB',
	'PYG',
	'USD',
	'USDC',
	'USDT',
] as const;
const PAIR_CASH_IN_METHODS = [
	'ETHEREUM',
	'POLYGON',
	'PRE_FUND',
	'PRE_FUND_POLYGON',
	'PRE_FUND_SOLANA',
	'PRE_FUND_TRON',
	'PSE',
	'SOLANA',
	'SPEI',
	'TRON',
] as const;
const PAIR_CASH_OUT_METHODS = [
	'ACH',
	'ACH_BO',
	'ACH_GT',
	'ACH_HN',
	'ACH_NI',
	'ACH_PA',
	'ETHEREUM',
	'POLYGON',
	'PSE',
	'SOLANA',
	'SPEI',
	'SPI_DO',
	'SPI_PY',
	'SWIFT',
	'TRON',
	'WIRE',
] as const;

/** The four members of a pair, all required. */
export const pairFields = {
	fromCurrency: choice({
		displayName: 'From Currency',
		description: 'The currency that is sent in',
		options: codeOptions(CURRENCIES, PAIR_FROM_CURRENCIES),
		default: '',
	}),
	cashInMethod: choice({
		displayName: 'Cash-In Method',
		description: 'The way in which it comes in',
		options: codeOptions(METHODS, PAIR_CASH_IN_METHODS),
		default: '',
	}),
	toCurrency: choice({
		displayName: 'To Currency',
		description: 'The currency that is received',
		options: codeOptions(CURRENCIES, PAIR_TO_CURRENCIES),
		default: '',
	}),
	cashOutMethod: choice({
		displayName: 'Cash-Out Method',
		description: 'The way in which it is paid out',
		options: codeOptions(METHODS, PAIR_CASH_OUT_METHODS),
		default: '',
	}),
};
