import type { OutgoingRequest } from '../http/outgoing';
import { notingSecrets } from '../http/sentSecrets';
import { checkTestedSecret } from '../webhook/credentialTest';
import type { KillBFields } from './authenticate';
import { SessionExpired, carryToken, isUsable, storedSession } from './authenticate';
import { noteCarried, wasCarried } from './carriedToken';
import type { HttpRequest } from './exchange';
import { exchangeThrough } from './exchange';
import { noteFreshSession, takeForcedRenewal, takeRenewalMark } from './forcedRenewal';
import type { GeneratedFields } from './generatedSecret';
import {
	generateSecret,
	holdsSecret,
	takeGenerationMark,
	webhookSecretFrom,
} from './generatedSecret';
import type { Login } from './login';
import { checkLogin } from './login';
import { isSentAgain, takeRepeatMark } from './repeatMark';
import { sharedSessions } from './sharedSessions';
import { tokenBinding } from './tokenBinding';

/** The copy of a credential that n8n made for one request; what is known of the request is kept by it. */
export type CredentialCopy = Record<string, unknown>;

/** What a renewal puts into the credential: its session, and which login data that is for; and a generated secret, where one was wanted. */
export type RenewedFields = Pick<
	KillBFields,
	'accessToken' | 'refreshToken' | 'renewAt' | 'tokenBinding'
> &
	Partial<GeneratedFields>;

/**
 * Gets a session for the request that has none, or whose session has ended; and a secret for the one that waits for it.
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
			wasSent: wasCarried(credentials),
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
 * @param secretFields names of the fields whose values must come back in no answer
 * @throws SessionExpired where it has to be renewed first; Error as `carryToken`
 */
export async function carrySession<T extends OutgoingRequest>(
	credentials: CredentialCopy,
	request: T,
	now: number,
	secretFields: readonly string[] = [],
): Promise<T> {
	checkTestedSecret(credentials, request);
	takeRepeatMark(credentials, request);
	if (takeGenerationMark(credentials, request)) throw new SessionExpired();
	if (takeRenewalMark(credentials, request)) throw new SessionExpired();
	const { fields } = await read(credentials);
	const { generatedSecret } = credentials;
	const held = [
		...secretFields.map((name) => credentials[name]),
		// What is sent to KillB as the webhook's secret is no field.
		...(holdsSecret(credentials) ? [webhookSecretFrom(String(generatedSecret))] : []),
	];
	return notingSecrets(request, held, () => {
		const carrying = carryToken(fields, request, now, sharedSessions);
		noteCarried(credentials);
		return carrying;
	});
}

/** @throws Error for a malformed credential */
async function read(credentials: CredentialCopy): Promise<{ fields: KillBFields; login: Login }> {
	const fields = fieldsOf(credentials);
	const login = checkLogin(fields);
	// A credential without a session needs no look at whose it is.
	const isOwn = fields.accessToken !== '' && fields.tokenBinding === (await tokenBinding(login));
	return { login, fields: { ...fields, tokenBinding: isOwn ? login.binding : '' } };
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
