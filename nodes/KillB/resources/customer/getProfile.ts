import { operation } from '../../../shared/operation';

/** GET /api/v2/customers/profile (killb.md 9). */
export const getProfile = operation({
	name: 'Get Profile',
	action: 'Get customer profile',
	description: 'Get your customer account and its verification status',
	endpoint: 'GET /api/v2/customers/profile',
});
