import type { ErrorCode } from '../errors';
import { NotSent } from '../http/networkError';
import { retryDelay } from '../http/headers';
import { isRedirect, isSuccess } from '../http/response';
import { readErrorEnvelope } from './explain';
import type { LoginAnswer } from './token';

/**
 * Why there is no session: KillB rejected the login data (`refused`), the answer is not from a
 * KillB login (`misdirected`), or KillB can't log in at the moment (`transient`).
 */
type LoginVerdict = 'refused' | 'misdirected' | 'transient';

/** A login that failed. The message says what to do. */
export class LoginError extends NotSent {
	constructor(
		errorCode: ErrorCode,
		message: string,
		readonly verdict: LoginVerdict,
		retryAfterMs?: number,
	) {
		super(errorCode, message, verdict === 'transient', retryAfterMs);
	}
}

/**
 * Returns the reason why a login failed. KillB documents 400 for malformed input and 401 with
 * AUTH.0001 for a wrong e-mail or password (killb.md 1.1 and 2.2). Every other 4xx counts as a
 * rejection too, with the server's own words: KillB documents no answer for a locked account, and
 * more attempts would keep it locked.
 * @param now Unix time in milliseconds
 */
export function loginFailure(
	{ status, headers, body, isTooLarge }: LoginAnswer,
	now: number,
): LoginError {
	const { errorCode, messages } = readErrorEnvelope(body);
	const theirWords = [errorCode, messages.join('; ')].filter(Boolean).join(': ');
	const words = theirWords ? ` KillB said: ${theirWords}.` : '';
	const wait = retryDelay(headers ?? {}, now);
	if (status === 429) {
		return new LoginError(
			'KILLB_LOGIN_LIMITED',
			`KillB refused the login because of too many requests.${words}`,
			'transient',
			wait,
		);
	}
	if (status >= 500) {
		return new LoginError(
			'KILLB_LOGIN_UNAVAILABLE',
			`KillB could not log in (HTTP ${status}). Try again later; nothing is wrong with the credential as far as this answer tells.${words}`,
			'transient',
			// Every answer has rate-limit headers, but only a Retry-After is about this failure.
			headers?.['retry-after'] === undefined ? undefined : wait,
		);
	}
	if (isSuccess(status)) {
		return new LoginError(
			isTooLarge ? 'KILLB_LOGIN_TOO_LARGE' : 'KILLB_LOGIN_WITHOUT_TOKEN',
			`The login answer (HTTP ${status}) ${isTooLarge ? 'is larger than any session' : 'holds no access token'}. Check the Environment and the Base URL of the KillB credential.`,
			'misdirected',
		);
	}
	if (isRedirect(status)) {
		return new LoginError(
			'KILLB_LOGIN_REDIRECTED',
			`The login was redirected (HTTP ${status}), and a password does not follow redirects. Check the Base URL of the KillB credential.`,
			'misdirected',
		);
	}
	if (status === 404) {
		return new LoginError(
			'KILLB_LOGIN_MISSING',
			`There is no login at this address (HTTP ${status}).${words} Check the Environment and the Base URL of the KillB credential.`,
			'misdirected',
		);
	}
	return new LoginError(
		'KILLB_LOGIN_REFUSED',
		`KillB refused the login (HTTP ${status}).${words} Check Email, Password and Environment of the KillB credential (sandbox logins do not work in production). It was tried once, so that no account gets locked.`,
		'refused',
	);
}

/**
 * Raised instead of a login that would end another process's session, which would end this one's in
 * turn. n8n stores that other session in a moment, and the next attempt of the request finds it
 * there.
 */
export class SessionContested extends NotSent {
	constructor() {
		super(
			'KILLB_SESSION_CONTESTED',
			'Another login keeps ending the session with KillB. Give this n8n a KillB login that nothing else uses.',
			true,
		);
	}
}
