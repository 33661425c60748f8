import { operation } from '../../../shared/operation';

/** GET /api/v2/customers/liquidities: a list (killb.md 9). */
export const getLiquidity = operation({
	name: 'Get Liquidity',
	action: 'Get customer liquidity',
	description: 'Get the available liquidity per currency, one item each',
	endpoint: 'GET /api/v2/customers/liquidities',
});
