import { operation } from '../../../shared/operation';

/**
 * GET /api/v2/customers/pairs: one object with products, pairs, and strategies with limits and fees
 * (killb.md 9).
 */
export const getPairs = operation({
	name: 'Get Pairs',
	action: 'Get customer pairs',
	description: 'Get the currencies and methods your account can exchange, with limits and fees',
	endpoint: 'GET /api/v2/customers/pairs',
});
