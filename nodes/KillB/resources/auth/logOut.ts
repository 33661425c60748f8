import { operation } from '../../../shared/operation';

/**
 * POST /api/v2/auth/logout (killb.md 2.4). The tokens stay in the credential; KillB rejects them at
 * the next request, and the credential logs in again. Logging out twice is harmless.
 */
export const logOut = operation({
	name: 'Log Out',
	action: 'Log out',
	description:
		'End the session of the credential at KillB. Whatever uses the credential next logs in again by itself, also in other workflows.',
	endpoint: 'POST /api/v2/auth/logout',
	repeatable: true,
});
