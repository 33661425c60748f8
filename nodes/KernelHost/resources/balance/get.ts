import { operation } from '../../../shared/operation';

/** GET /v1/billing/balance: the credit that orders are paid from first (kernelhost.md 1 and 4). */
export const get = operation({
	name: 'Get',
	action: 'Get balance',
	description: 'Get your credit, which pays for orders first',
	endpoint: 'GET /v1/billing/balance',
});
