import type { IDataObject } from 'n8n-workflow';
import { additionalInputs, amount, choice, toggle, type Values } from '../../shared/operation';
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
		description: 'Currency to send, from those of your pairs or by code',
		search: 'searchFromCurrencies',
		codes: QUOTATION_FROM_CURRENCIES,
		example: 'COP',
	}),
	toCurrency: codeLocator({
		displayName: 'To Currency',
		description: 'Currency to receive, from those of your pairs or by code',
		search: 'searchToCurrencies',
		codes: QUOTATION_TO_CURRENCIES,
		example: 'USDC',
	}),
	cashInMethod: codeLocator({
		displayName: 'Cash-In Method',
		description: 'How the money comes in: bank rail, network or pre-funded balance',
		search: 'searchCashInMethods',
		codes: QUOTATION_CASH_IN_METHODS,
		example: 'PSE',
	}),
	cashOutMethod: codeLocator({
		displayName: 'Cash-Out Method',
		description: 'How the money goes out: bank rail or network',
		search: 'searchCashOutMethods',
		codes: QUOTATION_CASH_OUT_METHODS,
		example: 'POLYGON',
	}),
	amountIs: choice({
		displayName: 'Amount Is',
		description: 'Which amount is fixed. KillB calculates the other.',
		options: [
			{
				name: 'Received',
				value: 'received',
				description: 'In the To Currency: exactly this much arrives',
			},
			{
				name: 'Sent',
				value: 'sent',
				description: 'In the From Currency: exactly this much is exchanged',
			},
		],
		default: 'sent',
	}),
	amount: amount({
		displayName: 'Amount',
		description: 'Amount in the From Currency if it is sent, in the To Currency if it is received',
		placeholder: 'e.g. 400000',
	}),
	isFastPay: toggle({
		displayName: 'Fast Pay',
		description:
			'Whether to request KillB’s Fast Pay. The quotation returns its price as fastPayBps.',
		default: false,
	}),
};

/** The input for other members of a quotation as JSON. */
export const quotationJson = additionalJson('More members of the quotation', '{ "name": "value" }');

/** Every input of a quotation. */
export const quotationForm = {
	...quotationFields,
	additionalFields: additionalInputs({ additionalFieldsJson: quotationJson }),
};

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
