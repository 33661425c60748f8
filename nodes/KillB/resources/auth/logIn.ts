import { operation } from '../../../shared/operation';
import { renewForUser } from './session';

/** POST /api/v2/auth/login (killb.md 2.2), by the credential. */
export const logIn = operation({
	name: 'Log In',
	action: 'Log in',
	description: 'Start a new session and get its user. Other operations log in automatically.',
	endpoint: 'POST /api/v2/auth/login',
	effect: 'none',
	run: async ({ api }) => await renewForUser(api, 'login'),
});
