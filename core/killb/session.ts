import { renewalTime } from './accessToken';

/** A logged-in session. */
export interface Session {
	accessToken: string;
	refreshToken: string;
	/** Unix time in milliseconds, by this machine's clock, from which the token is renewed before it is used */
	renewAt: number;
}

/** What KillB answered to a login, a refresh, or the question who is logged in. */
export interface LoginAnswer {
	status: number;
	/** names in lower case */
	headers?: Readonly<Record<string, string>>;
	/** parsed JSON; for anything else its text */
	body: unknown;
	/** The body was larger than any session, and was not read. */
	isTooLarge?: boolean;
}

/**
 * One HTTP exchange with KillB; it resolves for every status and rejects only when there was no answer, with a NotSent.
 */
export type Exchange = (request: {
	method: 'GET' | 'POST';
	path: string;
	body?: Record<string, unknown>;
	accessToken?: string;
}) => Promise<LoginAnswer>;

/**
 * The session in the answer to a login or a refresh (killb.md 2.2, 2.3); undefined where there is no access token in it.
 * @param formerRefreshToken stays in use where the answer brings no other; KillB documents that it does
 * @param now Unix time in milliseconds
 */
export function readSession(
	body: unknown,
	formerRefreshToken: string,
	now: number,
): Session | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { accessToken, refreshToken, expiresIn } = body as Record<string, unknown>;
	if (typeof accessToken !== 'string' || accessToken === '') return undefined;
	return {
		accessToken,
		refreshToken: typeof refreshToken === 'string' ? refreshToken : formerRefreshToken,
		renewAt: renewalTime(accessToken, expiresIn, now),
	};
}
