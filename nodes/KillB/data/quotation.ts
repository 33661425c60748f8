import type { IDataObject } from 'n8n-workflow';
import { amount, choice, toggle, type Values } from '../../shared/operation';
import { additionalJson, overJson } from './json';
import { codeLocator } from '../codeLocator';
import { QUOTATION_FROM_CURRENCIES, QUOTATION_TO_CURRENCIES } from './currencies';
import { QUOTATION_CASH_IN_METHODS, QUOTATION_CASH_OUT_METHODS } from './methods';

/**
 * The required inputs of a quotation (CreateQuotationDto, killb.md 6), each list narrowed by the
 * inputs above it.
 */
export const quotationFields = {
	fromCurrency: codeLocator({
		displayName: 'From Currency',
		description: 'The currency that is sent, chosen from those of your pairs or given by its code',
		search: 'searchFromCurrencies',
		codes: QUOTATION_FROM_CURRENCIES,
		example: 'COP',
	}),
	toCurrency: codeLocator({
		displayName: 'To Currency',
		description: 'The currency that is received, chosen from those of your pairs or by its code',
		search: 'searchToCurrencies',
		codes: QUOTATION_TO_CURRENCIES,
		example: 'USDC',
	}),
	cashInMethod: codeLocator({
		displayName: 'Cash-In Method',
		description: 'How the money comes in: a bank rail, a network or a pre-funded balance',
		search: 'searchCashInMethods',
		codes: QUOTATION_CASH_IN_METHODS,
		example: 'PSE',
	}),
	cashOutMethod: codeLocator({
		displayName: 'Cash-Out Method',
		description: 'How the money goes out: a bank rail or a network',
		search: 'searchCashOutMethods',
		codes: QUOTATION_CASH_OUT_METHODS,
		example: 'POLYGON',
	}),
	amountIs: choice({
		displayName: 'Amount Is',
		description: 'Which of the two amounts is fixed; KillB calculates the other one',
		options: [
			{
				name: 'What Is Received',
				value: 'received',
				description: 'An amount of the To Currency: exactly this much arrives',
			},
			{
				name: 'What Is Sent',
				value: 'sent',
				description: 'An amount of the From Currency: exactly this much is exchanged',
			},
		],
		default: 'sent',
	}),
	amount: amount({
		displayName: 'Amount',
		description: 'How much, in the currency that "Amount Is" names',
		placeholder: 'e.g. 400000',
	}),
	isFastPay: toggle({
		displayName: 'Fast Pay',
		description:
			'Whether to ask for Fast Pay of KillB. The quotation names its price as fastPayBps.',
		default: false,
	}),
};

/** The input for other members of a quotation as JSON. */
export const quotationJson = additionalJson('More members of the quotation', '{ "name": "value" }');

/** Builds a CreateQuotationDto from the form. */
export function quotationBody(
	values: Values<typeof quotationFields>,
	json: IDataObject | undefined,
): IDataObject {
	const { fromCurrency, toCurrency, amount: figure, amountIs } = values;
	const { cashInMethod, cashOutMethod, isFastPay } = values;
	return overJson(json, {
		fromCurrency,
		toCurrency,
		amount: figure,
		amountIsToCurrency: amountIs === 'received',
		cashInMethod,
		cashOutMethod,
		isFastPay,
	});
}
