import { NotSent } from '../http/networkError';
import { finalRequest, type OutgoingRequest, rejectUnsafe, resolveUrl } from '../http/request';
import { controlHeader, isCredentialTest, withHeaders } from '../http/headers';
import { renewalTimeByClaim, type Session } from './token';
import {
	checkLogin,
	exchangeThrough,
	type HttpRequest,
	type Login,
	type LoginFields,
	tokenBinding,
} from './login';
import { type Sessions, sharedSessions } from './session';
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
	/** Unix time in milliseconds as text; empty for a token of unknown arrival */
	renewAt: string;
	/**
	 * fingerprint of the login data that the tokens were issued for: as stored, or `Login.binding` in
	 * its place
	 */
	tokenBinding: string;
}

/**
 * The shape by which n8n recognises an expired session: it then renews the session and asks again,
 * before anything is sent (n8n.md 1.2). n8n reads the status; the message is for the case that it
 * does not.
 */
export class SessionExpired extends NotSent {
	readonly response = { status: 401 };

	constructor() {
		super('The KillB session has to be renewed before this request.', true);
	}
}

/**
 * The stored session, if it belongs to the login data as they are now. An edited password must not
 * go on with the old token.
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

/** Whether the stored session is good enough to be sent, as far as this process knows. */
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
 * Puts the access token on a request for KillB, and on no other.
 *
 * @param now Unix time in milliseconds
 * @param sessions what this process knows of sessions
 * @throws SessionExpired when there is no usable token; Error for a malformed credential or another
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
 * The token that a request was given to carry, by the copy of the credential that n8n made for this
 * request.
 */
const sentTokens = new WeakMap<object, string>();

type Copy = Readonly<Record<string, unknown>>;

/** Remembers that a request goes out with the token in this copy of a credential. */
export function noteSent(credentials: Copy): void {
	sentTokens.set(credentials, String(credentials.accessToken));
}

/**
 * Whether a request went out with the token in this copy. n8n hands the same copy to the renewal,
 * and does not say whether the renewal comes before the request or after it failed (n8n.md 1.2).
 */
export function wasSent(credentials: Copy): boolean {
	return sentTokens.get(credentials) === credentials.accessToken;
}

/**
 * Marks a request of the node's Log In and Refresh Token operations. n8n lets only a credential
 * write its own session, and only when a request finds the session expired; so the mark makes one
 * request find it so.
 */
const renewalHeader = controlHeader('x-n8n-renew-session');

/** With `login` the password is used even where a refresh token is at hand. */
export type Renewal = 'login' | 'refresh';

/** The header that marks a request. */
export function renewalHeaderFor(renewal: Renewal): Record<string, string> {
	return renewalHeader.put(renewal);
}

/**
 * The copies of credentials, one for each request, whose session was fetched for that very request.
 */
const fresh = new WeakSet<object>();

/** The copies of credentials whose request is marked and waits for a new session. */
const waiting = new WeakSet<object>();

/**
 * Remembers that the session in this copy of a credential was fetched just now, so that a marked
 * request is content with it.
 */
export function noteFreshSession(credentials: Readonly<Record<string, unknown>>): void {
	fresh.add(credentials);
}

/**
 * Takes the mark off a request; n8n asks again with the same objects, and must then find none.
 *
 * For a login the refresh token is put aside, in the copy of the credential that n8n hands to the
 * renewal next.
 * @returns whether the session has to be renewed: the request was marked, and n8n did not just log
 *   in for it because there was no session at all
 */
export function takeRenewalHeader(
	credentials: Record<string, unknown>,
	request: { headers?: Record<string, unknown> },
): boolean {
	const mark = renewalHeader.take(request.headers);
	if (mark === undefined) return false;
	if (fresh.has(credentials)) return false;
	if (mark === 'login') credentials.refreshToken = '';
	waiting.add(credentials);
	return true;
}

/**
 * Whether the renewal that n8n asks for now is the one that a marked request waits for. It is so
 * once.
 */
export function takeForcedRenewal(credentials: Readonly<Record<string, unknown>>): boolean {
	return waiting.delete(credentials);
}

/**
 * Marks a request that its node sends again when the credential could not send it for the moment,
 * so that the credential may wait for another process's session instead of logging in. A request
 * without it gets a session at once: n8n's HTTP Request node and the forms try once.
 */
const repeatHeader = controlHeader('x-n8n-sent-again');

/** The header that marks a request. */
export const RETRY_HEADER: Readonly<Record<string, string>> = repeatHeader.put('yes');

/** The copies of credentials, one for each request, whose request is marked. */
const marked = new WeakSet<object>();

/** Takes the mark off a request. */
function takeRetryHeader(
	credentials: object,
	request: { headers?: Record<string, unknown> },
): void {
	if (repeatHeader.take(request.headers) !== undefined) marked.add(credentials);
}

/** Whether the request of this copy was marked. */
export function isSentAgain(credentials: object): boolean {
	return marked.has(credentials);
}

/**
 * The copy of a credential that n8n made for one request; what is known of the request is kept by
 * it.
 */
type CredentialCopy = Record<string, unknown>;

/**
 * What a renewal puts into the credential: its session, and which login data that is for; and a
 * generated secret, where one was wanted.
 */
type RenewedFields = Pick<
	KillBFields,
	'accessToken' | 'refreshToken' | 'renewAt' | 'tokenBinding'
> &
	Partial<GeneratedFields>;

/**
 * Gets a session for the request that has none, or whose session has ended; and a secret for the
 * one that waits for it.
 * @param now Unix time in milliseconds
 * @returns undefined where the request has to go without a new one
 */
export async function renewSession(
	credentials: CredentialCopy,
	httpRequest: HttpRequest,
	now = Date.now(),
): Promise<RenewedFields | undefined> {
	const generated = generateSecret(credentials, now);
	const { fields, login } = await read(credentials);
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
			isSentAgain: isSentAgain(credentials),
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
 * Puts the session on a request.
 * @param now Unix time in milliseconds
 * @param properties of the credential type, which tell what must come back in no answer
 * @throws SessionExpired where it has to be renewed first; Error as `carryToken`
 */
export async function attachSession<T extends OutgoingRequest>(
	credentials: CredentialCopy,
	request: T,
	now: number,
	properties: readonly CredentialField[] = [],
): Promise<T> {
	if (isCredentialTest(request)) rejectWeakSecret(credentials);
	takeRetryHeader(credentials, request);
	if (takeGenerationMark(credentials, request)) throw new SessionExpired();
	if (takeRenewalHeader(credentials, request)) throw new SessionExpired();
	const { fields } = await read(credentials);
	const { generatedSecret } = credentials;
	const held = [
		...secretValues(credentials, properties),
		// What is sent to KillB as the webhook's secret is no field.
		...(holdsSecret(credentials) ? [webhookSecretFrom(String(generatedSecret))] : []),
	];
	return notingSecrets(request, held, () => {
		const carrying = attachToken(fields, request, now, sharedSessions);
		noteSent(credentials);
		return carrying;
	});
}

/** @throws Error for a malformed credential */
async function read(credentials: CredentialCopy): Promise<{ fields: KillBFields; login: Login }> {
	const fields = fieldsOf(credentials);
	const login = checkLogin(fields);
	// A credential without a session needs no look at whose it is.
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
	};
}
