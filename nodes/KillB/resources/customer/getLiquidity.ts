import { operation } from '../../../shared/operation';

/** GET /api/v2/customers/liquidities: a list (killb.md 9). */
export const getLiquidity = operation({
	name: 'Get Liquidity',
	action: 'Get customer liquidity',
	description: 'Read how much of each currency is there to be exchanged, one result for each',
	endpoint: 'GET /api/v2/customers/liquidities',
});
