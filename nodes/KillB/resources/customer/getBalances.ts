import { operation } from '../../../shared/operation';

/** GET /api/v2/customers/balances: a list; amounts are text and stay text (killb.md 9). */
export const getBalances = operation({
	name: 'Get Balances',
	action: 'Get customer balances',
	description: 'Get the balances of your pre-funded accounts, one item each',
	endpoint: 'GET /api/v2/customers/balances',
});
