import { operation } from '../../../shared/operation';

/** GET /api/v2/customers/profile (killb.md 9). */
export const getProfile = operation({
	name: 'Get Profile',
	action: 'Get customer profile',
	description: 'Read who your customer account is, and whether KillB has verified it',
	endpoint: 'GET /api/v2/customers/profile',
});
