import { NotSent } from '../http/networkError';
import { finalRequest, type OutgoingRequest, rejectUnsafe, resolveUrl } from '../http/request';
import { controlHeader, isCredentialTest, withHeaders } from '../http/headers';
import {
	renewalTimeByClaim,
	type Session,
	checkLogin,
	exchangeThrough,
	type HttpRequest,
	type Login,
	type LoginFields,
	tokenBinding,
} from './login';
import { type Sessions, sharedSessions, tokenFingerprint } from './session';
import { type CredentialField, notingSecrets, secretValues } from '../http/mask';
import { rejectWeakSecret } from '../webhook/secrets';
import {
	type GeneratedFields,
	generateSecret,
	holdsSecret,
	takeGenerationMark,
	webhookSecretFrom,
} from './webhookSecret';

/** The fields of the KillB credential, with the hidden ones that hold the session. */
export interface KillBFields extends LoginFields {
	accessToken: string;
	refreshToken: string;
	/** Unix time in milliseconds as text; empty for a token whose time of issue is unknown */
	renewAt: string;
	/** fingerprint of the login that the tokens were issued for */
	tokenBinding: string;
	/** fingerprint of the access token that was logged out last, for other n8n processes */
	endedToken: string;
}

const NOT_RENEWED = 'The KillB session must be refreshed before this request.';

/**
 * The error by which n8n recognises an expired session: it then refreshes the session and calls the
 * credential again before anything is sent (n8n.md 1.2). n8n reads the status; the message is a
 * fallback.
 */
export class SessionExpired extends NotSent {
	readonly response = { status: 401 };

	constructor() {
		super('KILLB_SESSION_NOT_RENEWED', NOT_RENEWED, true);
	}
}

/** The same error without the status, for which n8n fetches no session. */
const notRenewed = () => new NotSent('KILLB_SESSION_NOT_RENEWED', NOT_RENEWED, true);

/**
 * Returns the stored session if it belongs to the current login data. After the password is edited,
 * the old token must not be used.
 */
export function storedSession(fields: KillBFields, login: Login): Session | undefined {
	if (fields.accessToken === '' || fields.tokenBinding !== login.fingerprint) return undefined;
	const renewAt = Number(fields.renewAt);
	return {
		accessToken: fields.accessToken,
		refreshToken: fields.refreshToken,
		renewAt: renewAt > 0 ? renewAt : renewalTimeByClaim(fields.accessToken),
	};
}

/** Whether the stored session can be sent, as far as this process knows. */
export function isUsable(
	fields: KillBFields,
	login: Login,
	now: number,
	sessions: Pick<Sessions, 'mayAttach'>,
): boolean {
	const session = storedSession(fields, login);
	return (
		session !== undefined && session.renewAt > now && sessions.mayAttach(login.fingerprint, session)
	);
}

/**
 * Attaches the access token to a request, for KillB's host only.
 *
 * @param now Unix time in milliseconds
 * @param sessions the sessions of this process
 * @throws SessionExpired when there is no usable token; CodedError for a malformed credential or another
 *   host
 */
export function attachToken<T extends OutgoingRequest>(
	fields: KillBFields,
	request: T,
	now: number,
	sessions: Pick<Sessions, 'mayAttach'>,
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

/**
 * The token attached to a request, by the copy of the credential that n8n made for this request.
 */
const sentTokens = new WeakMap<object, string>();

type Copy = Readonly<Record<string, unknown>>;

/** Records that a request is sent with the token in this copy of a credential. */
export function noteSent(credentials: Copy): void {
	sentTokens.set(credentials, String(credentials.accessToken));
}

/**
 * Whether a request was sent with the token in this copy. n8n passes the same copy to the renewal,
 * but does not say whether it runs before the request or after a failure (n8n.md 1.2).
 */
export function wasSent(credentials: Copy): boolean {
	return sentTokens.get(credentials) === credentials.accessToken;
}

/**
 * The header for requests of the Log In and Refresh Token operations. Only a credential can store
 * its session, and only when a request finds the session expired; so this header makes one request
 * do so.
 */
const renewalHeader = controlHeader('x-n8n-renew-session');

/** `login` uses the password even where there is a refresh token. */
export type Renewal = 'login' | 'refresh';

/** Returns the header that requests a renewal. */
export function renewalHeaderFor(renewal: Renewal): Record<string, string> {
	return renewalHeader.put(renewal);
}

/** Copies of credentials, one per request, whose session was fetched for that request. */
const fresh = new WeakSet<object>();

/** Copies of credentials whose request requires a renewal and waits for it. */
const waiting = new WeakSet<object>();

/**
 * Records that the session in this copy of a credential was just fetched, so that a request for a
 * renewal needs no other.
 */
export function noteFreshSession(credentials: Readonly<Record<string, unknown>>): void {
	fresh.add(credentials);
}

/**
 * Removes the renewal header from a request; n8n calls again with the same objects and must not
 * find it then.
 *
 * For a login it also clears the refresh token in the copy of the credential that n8n passes to the
 * renewal next.
 * @returns whether the session has to be renewed: the request had the header, and n8n did not just
 *   log in for it because there was no session
 */
export function takeRenewalHeader(
	credentials: Record<string, unknown>,
	request: { headers?: Record<string, unknown> },
): boolean {
	const renewal = renewalHeader.take(request.headers);
	if (renewal === undefined) return false;
	if (fresh.has(credentials)) return false;
	if (renewal === 'login') credentials.refreshToken = '';
	waiting.add(credentials);
	return true;
}

/**
 * Whether a request with the renewal header waits for the current renewal. True once per request.
 */
export function takeForcedRenewal(credentials: Readonly<Record<string, unknown>>): boolean {
	return waiting.delete(credentials);
}

/**
 * The header for the two requests of the Log Out operation: the logout itself, and one that is
 * never sent, by which the credential clears the tokens once KillB has ended them.
 */
const logoutHeader = controlHeader('x-n8n-log-out');

/** The header for the logout. */
export const LOGOUT_HEADER: Readonly<Record<string, string>> = logoutHeader.put('send');

/**
 * The header for the request that follows a successful logout. It always fails with
 * KILLB_SESSION_NOT_RENEWED, before anything is sent.
 */
export const CLEAR_HEADER: Readonly<Record<string, string>> = logoutHeader.put('clear');

/** Copies of credentials, one per request, whose request is a logout. */
const leaving = new WeakSet<object>();

/** Copies of credentials whose tokens are cleared instead of renewed. */
const clearing = new WeakSet<object>();

/**
 * Handles the logout header of a request.
 * @throws NotSent for the request that clears the tokens; n8n has them cleared on SessionExpired
 */
async function takeLogoutHeader(
	credentials: CredentialCopy,
	request: { headers?: Record<string, unknown> },
): Promise<void> {
	const step = logoutHeader.take(request.headers);
	if (step === 'send') leaving.add(credentials);
	if (step !== 'clear') return;
	const { fields, login } = await read(credentials);
	sharedSessions.endLoggedOut(login.fingerprint);
	const session = storedSession(fields, login);
	const isEnded = session && !sharedSessions.mayAttach(login.fingerprint, session);
	if (isEnded) clearing.add(credentials);
	// Another execution may have stored a newer session meanwhile.
	throw isEnded ? new SessionExpired() : notRenewed();
}

/**
 * The header for requests that their node retries when the credential can't send them yet. The
 * credential may then wait for another process's session instead of logging in. A request without
 * it gets a session at once: n8n's HTTP Request node and the forms make one attempt.
 */
const retryHeader = controlHeader('x-n8n-sent-again');

/** The header for requests that their node retries. */
export const RETRY_HEADER: Readonly<Record<string, string>> = retryHeader.put('yes');

/**
 * The header for a request that its node sends again because KillB answered 401 to it. The nodes
 * take a 401 for an answer: up to 2.19, n8n renews no session where other statuses are answers too
 * (n8n.md 4).
 */
const rejectedHeader = controlHeader('x-n8n-token-rejected');

/** The header for a request that KillB has answered with 401. */
export const REJECTED_HEADER: Readonly<Record<string, string>> = rejectedHeader.put('yes');

/** Copies of credentials, one per request, whose request has the retry header. */
const retriable = new WeakSet<object>();

/**
 * The copy of a credential that n8n made for one request. It is the key for what is known of the
 * request.
 */
type CredentialCopy = Record<string, unknown>;

/**
 * The fields that a renewal stores in the credential: the session, the login it belongs to, and a
 * generated secret where one is needed.
 */
type RenewedFields = Pick<
	KillBFields,
	'accessToken' | 'refreshToken' | 'renewAt' | 'tokenBinding'
> &
	Partial<GeneratedFields & Pick<KillBFields, 'endedToken'>>;

/**
 * Fetches a session for a request without one or with an ended one, and generates a secret for a
 * request that waits for it. After a logout it clears the session instead.
 * @param now Unix time in milliseconds
 * @returns undefined where the request gets no new one
 */
export async function renewSession(
	credentials: CredentialCopy,
	httpRequest: HttpRequest,
	now = Date.now(),
): Promise<RenewedFields | undefined> {
	if (clearing.delete(credentials)) {
		const endedToken = tokenFingerprint(String(credentials.accessToken));
		return { accessToken: '', refreshToken: '', renewAt: '', tokenBinding: '', endedToken };
	}
	const generated = generateSecret(credentials, now);
	const { fields, login } = await read(credentials);
	// Another process may have logged out the session that this one has in memory.
	if (fields.accessToken === '') sharedSessions.noteEnded(login.fingerprint, fields.endedToken);
	if (generated && isUsable(fields, login, now, sharedSessions)) {
		const { accessToken, refreshToken, renewAt } = fields;
		return {
			accessToken,
			refreshToken,
			renewAt,
			tokenBinding: await tokenBinding(login),
			...generated,
		};
	}
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
			wasSent: wasSent(credentials),
			isForced: takeForcedRenewal(credentials),
			isSentAgain: retriable.has(credentials),
		},
	);
	if (!session) return undefined;
	if (isFetched) noteFreshSession(credentials);
	return {
		...generated,
		accessToken: session.accessToken,
		refreshToken: session.refreshToken,
		renewAt: String(session.renewAt),
		tokenBinding: await tokenBinding(login),
	};
}

/**
 * Attaches the session to a request.
 * @param now Unix time in milliseconds
 * @param properties of the credential type, which say which values to mask in answers
 * @throws SessionExpired where it must be refreshed first; Error as `attachToken`
 */
export async function attachSession<T extends OutgoingRequest>(
	credentials: CredentialCopy,
	request: T,
	now: number,
	properties: readonly CredentialField[] = [],
): Promise<T> {
	if (isCredentialTest(request)) rejectWeakSecret(credentials);
	if (retryHeader.take(request.headers) !== undefined) retriable.add(credentials);
	if (takeGenerationMark(credentials, request)) throw new SessionExpired();
	if (takeRenewalHeader(credentials, request)) throw new SessionExpired();
	await takeLogoutHeader(credentials, request);
	// Another request may have stored a newer session meanwhile: that one is sent.
	if (rejectedHeader.take(request.headers) !== undefined && wasSent(credentials)) {
		throw new SessionExpired();
	}
	const { fields, login } = await read(credentials);
	const { generatedSecret } = credentials;
	const secrets = [
		...secretValues(credentials, properties),
		// The webhook secret that KillB gets is derived, so it is not a field.
		...(holdsSecret(credentials) ? [webhookSecretFrom(String(generatedSecret))] : []),
	];
	return notingSecrets(request, secrets, () => {
		const carrying = attachToken(fields, request, now, sharedSessions);
		noteSent(credentials);
		const session = storedSession(fields, login);
		if (session && leaving.has(credentials)) {
			sharedSessions.noteLogout(login.fingerprint, session);
		}
		return carrying;
	});
}

/** @throws Error for a malformed credential */
async function read(credentials: CredentialCopy): Promise<{ fields: KillBFields; login: Login }> {
	const fields = fieldsOf(credentials);
	const login = checkLogin(fields);
	// Without a session there is no need to compute the binding.
	const isOwn = fields.accessToken !== '' && fields.tokenBinding === (await tokenBinding(login));
	return { login, fields: { ...fields, tokenBinding: isOwn ? login.fingerprint : '' } };
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
		endedToken: text('endedToken'),
	};
}
