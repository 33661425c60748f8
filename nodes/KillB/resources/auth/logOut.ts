import { LOGOUT_HEADER } from '../../../../core/killb/credential';
import { operation, resultsOf } from '../../../shared/operation';
import { clearSession } from './session';

/**
 * POST /api/v2/auth/logout (killb.md 2.4), after which KillB advises to clear the tokens
 * (killb.md 2.1). Logging out twice is harmless.
 */
export const logOut = operation({
	name: 'Log Out',
	action: 'Log out',
	description:
		'End the session and clear its tokens. The next request, in any workflow, logs in again.',
	endpoint: 'POST /api/v2/auth/logout',
	repeatable: true,
	run: async ({ request, api }) => {
		const answer = await request({ headers: { ...LOGOUT_HEADER } });
		await clearSession(api);
		return resultsOf(answer);
	},
});
