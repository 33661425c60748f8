import { operation } from '../../../shared/operation';

/** GET /api/v2/customers/balances: a list; amounts are text and stay text (killb.md 9). */
export const getBalances = operation({
	name: 'Get Balances',
	action: 'Get customer balances',
	description: 'Read what your pre-fund accounts hold, one result for each',
	endpoint: 'GET /api/v2/customers/balances',
});
