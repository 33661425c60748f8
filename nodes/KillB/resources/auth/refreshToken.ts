import { operation } from '../../../shared/operation';
import { renewForUser } from './session';

/** POST /api/v2/auth/refresh (killb.md 2.3), by the credential. */
export const refreshToken = operation({
	name: 'Refresh Token',
	action: 'Refresh token',
	description: 'Refresh the session and get its user. Other operations refresh automatically.',
	endpoint: 'POST /api/v2/auth/refresh',
	effect: 'none',
	run: async ({ api }) => await renewForUser(api, 'refresh'),
});
