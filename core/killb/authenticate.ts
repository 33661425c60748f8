import { NotSent } from '../http/notSent';
import type { OutgoingRequest } from '../http/outgoing';
import { withHeaders } from '../http/headers';
import { finalRequest, resolveUrl } from '../http/outgoing';
import { rejectUnsafe } from '../http/rejectUnsafe';
import { renewalTimeByClaim } from './accessToken';
import type { Login, LoginFields } from './login';
import { checkLogin } from './login';
import type { Session } from './session';
import type { Sessions } from './sessions';

/** The fields of the KillB credential, with the hidden ones that hold the session. */
export interface KillBFields extends LoginFields {
	accessToken: string;
	refreshToken: string;
	/** Unix time in milliseconds as text; empty for a token of unknown arrival */
	renewAt: string;
	/** fingerprint of the login data that the tokens were issued for: as stored, or `Login.binding` in its place */
	tokenBinding: string;
}

/**
 * The shape by which n8n recognises an expired session: it then renews the session and asks again, before anything is sent
 * (n8n.md 1.2). n8n reads the status; the message is for the case that it does not.
 */
export class SessionExpired extends NotSent {
	readonly response = { status: 401 };

	constructor() {
		super('The KillB session has to be renewed before this request.', true);
	}
}

/** The stored session, if it belongs to the login data as they are now. An edited password must not go on with the old token. */
export function storedSession(fields: KillBFields, login: Login): Session | undefined {
	if (fields.accessToken === '' || fields.tokenBinding !== login.binding) return undefined;
	const renewAt = Number(fields.renewAt);
	return {
		accessToken: fields.accessToken,
		refreshToken: fields.refreshToken,
		renewAt: renewAt > 0 ? renewAt : renewalTimeByClaim(fields.accessToken),
	};
}

/** Whether the stored session is good enough to be sent, as far as this process knows. */
export function isUsable(
	fields: KillBFields,
	login: Login,
	now: number,
	sessions: Pick<Sessions, 'carries'>,
): boolean {
	const session = storedSession(fields, login);
	return session !== undefined && session.renewAt > now && sessions.carries(login.binding, session);
}

/**
 * Puts the access token on a request for KillB, and on no other.
 *
 * @param now Unix time in milliseconds
 * @param sessions what this process knows of sessions
 * @throws SessionExpired when there is no usable token; Error for a malformed credential or another host
 */
export function carryToken<T extends OutgoingRequest>(
	fields: KillBFields,
	request: T,
	now: number,
	sessions: Pick<Sessions, 'carries'>,
): T {
	const login = checkLogin(fields);
	const url = resolveUrl(request, login.root);
	rejectUnsafe(request);
	if (!isUsable(fields, login, now, sessions)) throw new SessionExpired();
	const headers = withHeaders(request.headers, {
		Authorization: `Bearer ${fields.accessToken}`,
		...(login.apiKey === undefined ? {} : { 'x-api-key': login.apiKey }),
	});
	return finalRequest(request, { url, headers });
}
