import { operation } from '../../../shared/operation';

/** GET /api/v2/auth/me (killb.md 2.4). */
export const getCurrentUser = operation({
	name: 'Get Current User',
	action: 'Get current user',
	description: 'Get the user that the credential logs in as, with roles and permissions',
	endpoint: 'GET /api/v2/auth/me',
});
