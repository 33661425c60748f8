import type { INodeParameters } from 'n8n-workflow';
import { SEEDED_WALLET_ID } from '../../../sandbox';
import { byId, SEEDED_USER_ID } from './killBSandbox';

/** A resource locator's value, given by code. */
export function byCode(value: string) {
	return { __rl: true, mode: 'code', value };
}

/** A resource locator's value, chosen from the list. */
export function fromList(value: string) {
	return { __rl: true, mode: 'list', value };
}

/** The inputs of a quotation of 400,000 pesos in dollars, one of the sandbox's seeded pairs. */
export const QUOTATION_FORM: INodeParameters = {
	fromCurrency: byCode('COP'),
	toCurrency: byCode('USDC'),
	cashInMethod: byCode('PSE'),
	cashOutMethod: byCode('POLYGON'),
	amountIs: 'sent',
	amount: '400000',
};

/** What must be sent for it. */
export const QUOTATION_BODY = {
	fromCurrency: 'COP',
	toCurrency: 'USDC',
	amount: 400000,
	amountIsToCurrency: false,
	cashInMethod: 'PSE',
	cashOutMethod: 'POLYGON',
	isFastPay: false,
};

/**
 * The user and the wallet of an exchange, under an external ID that is unique for each execution.
 */
export const RECEIVER_FORM: INodeParameters = {
	userId: byId(SEEDED_USER_ID),
	receiver: 'one',
	accountId: byId(SEEDED_WALLET_ID),
	externalIdMode: 'automatic',
};

export const RECEIVER_BODY = { userId: SEEDED_USER_ID, accountId: SEEDED_WALLET_ID };
