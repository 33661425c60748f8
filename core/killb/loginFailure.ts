import { isRedirect, isSuccess } from '../http/status';
import { readErrorEnvelope } from './errorEnvelope';

/** KillB gave no session. The message says what to do. */
export class LoginError extends Error {
	/**
	 * @param isRefusal the login data itself was refused: asking again with the same data would not help, and could lock the account
	 */
	constructor(
		message: string,
		readonly isRefusal: boolean,
	) {
		super(message);
	}
}

/**
 * Says why a login gave no session. The documented answers are 400 for input of the wrong form, 401 with AUTH.0001 for a
 * wrong e-mail or password (killb.md 1.1, 2.2); everything else keeps the server's own words.
 */
export function loginFailure(status: number, body: unknown): LoginError {
	const { errorCode, messages } = readErrorEnvelope(body);
	const said = [errorCode, messages.join('; ')].filter(Boolean).join(': ');
	const words = said ? ` KillB said: ${said}.` : '';
	if (status === 429) {
		return new LoginError(`KillB refused the login because of too many requests.${words}`, false);
	}
	if (status >= 500) {
		return new LoginError(
			`KillB could not log in (HTTP ${status}). Try again later; nothing is wrong with the credential as far as this answer tells.${words}`,
			false,
		);
	}
	if (isSuccess(status)) {
		return new LoginError(
			`The login answer (HTTP ${status}) holds no access token. Check the Environment and the Base URL of the KillB credential.`,
			false,
		);
	}
	if (isRedirect(status)) {
		return new LoginError(
			`The login was redirected (HTTP ${status}), and a password does not follow redirects. Check the Base URL of the KillB credential.`,
			false,
		);
	}
	const advice =
		status === 404
			? 'Check the Environment and the Base URL of the KillB credential.'
			: 'Check Email, Password and Environment of the KillB credential (sandbox logins do not work in production). It was tried once, so that no account gets locked.';
	return new LoginError(`KillB refused the login (HTTP ${status}).${words} ${advice}`, true);
}
