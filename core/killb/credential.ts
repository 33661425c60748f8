import type { OutgoingRequest } from '../http/outgoing';
import { notingSecrets } from '../http/sentSecrets';
import type { KillBFields } from './authenticate';
import { SessionExpired, carryToken, storedSession } from './authenticate';
import { noteCarried, wasCarried } from './carriedToken';
import type { HttpRequest } from './exchange';
import { exchangeThrough } from './exchange';
import { noteFreshSession, takeForcedRenewal, takeRenewalMark } from './forcedRenewal';
import { checkLogin } from './login';
import { isSentAgain, takeRepeatMark } from './repeatMark';
import { sharedSessions } from './sharedSessions';

/** The copy of a credential that n8n made for one request; what is known of the request is kept by it. */
export type CredentialCopy = Record<string, unknown>;

/** What a renewal puts into the credential: its session, and which login data that is for. */
export type RenewedFields = Pick<
	KillBFields,
	'accessToken' | 'refreshToken' | 'renewAt' | 'tokenBinding'
>;

/**
 * Gets a session for the request that has none, or whose session has ended.
 * @returns undefined where the request has to go without a new one
 */
export async function renewSession(
	credentials: CredentialCopy,
	httpRequest: HttpRequest,
): Promise<RenewedFields | undefined> {
	const fields = fieldsOf(credentials);
	const login = checkLogin(fields);
	const exchange = exchangeThrough(httpRequest, login);
	let isFetched = false;
	const session = await sharedSessions.renew(
		login,
		storedSession(fields, login),
		async (request) => {
			isFetched = true;
			return await exchange(request);
		},
		{
			wasSent: wasCarried(credentials),
			isForced: takeForcedRenewal(credentials),
			isSentAgain: isSentAgain(credentials),
		},
	);
	if (!session) return undefined;
	if (isFetched) noteFreshSession(credentials);
	return {
		accessToken: session.accessToken,
		refreshToken: session.refreshToken,
		renewAt: String(session.renewAt),
		tokenBinding: login.binding,
	};
}

/**
 * Puts the session on a request.
 * @param now Unix time in milliseconds
 * @param secretFields names of the fields whose values must come back in no answer
 * @throws SessionExpired where it has to be renewed first; Error as `carryToken`
 */
export function carrySession<T extends OutgoingRequest>(
	credentials: CredentialCopy,
	request: T,
	now: number,
	secretFields: readonly string[] = [],
): T {
	const held = secretFields.map((name) => credentials[name]);
	return notingSecrets(request, held, () => {
		takeRepeatMark(credentials, request);
		if (takeRenewalMark(credentials, request)) throw new SessionExpired();
		const carrying = carryToken(fieldsOf(credentials), request, now, sharedSessions);
		noteCarried(credentials);
		return carrying;
	});
}

function fieldsOf(credentials: CredentialCopy): KillBFields {
	const text = (name: string) => String(credentials[name] ?? '');
	return {
		environment: text('environment'),
		baseUrl: text('baseUrl'),
		email: text('email'),
		password: text('password'),
		legacyHeader: credentials.legacyHeader === true,
		apiKey: text('apiKey'),
		accessToken: text('accessToken'),
		refreshToken: text('refreshToken'),
		renewAt: text('renewAt'),
		tokenBinding: text('tokenBinding'),
	};
}
