import type { ErrorCode } from '../errors';
import { invalidCredential } from '../invalidCredential';
import { createHash, createHmac, randomBytes, scrypt } from 'node:crypto';
import { type ApiRoot, parseApiRoot } from '../http/url';
import { BoundedMap } from '../boundedMap';
import {
	AnswerOverdue,
	describeForeignBody,
	isRedirect,
	isSuccess,
	limitedAnswer,
	readBody,
	type StreamedAnswer,
} from '../http/response';
import { lowerCased, retryDelay } from '../http/headers';
import { failedBeforeSending, NotSent, obstacleOf } from '../http/networkError';
import { Mask } from '../http/mask';
import { mayConnectNext } from '../retry';
import { parseJson } from '../json';
import { isAboutApiKey, readErrorEnvelope } from './explain';
import { API_KEY } from './remedies';
import { sentence, sentences } from '../sentences';

/** The environments of killb.md 1. KillB's pages name two sandbox hosts; both are offered. */
export const ENVIRONMENTS = {
	production: 'https://killb.app',
	sandbox: 'https://sandbox.killb.app',
	legacySandbox: 'https://teste-94u93qnn.uc.gateway.dev',
} as const;

/** The fields of the KillB credential that decide whose session it is. */
export interface LoginFields {
	environment: string;
	baseUrl?: string;
	email: string;
	password: string;
	legacyHeader?: boolean;
	apiKey?: string;
}

/** Checked login data, with a fingerprint that identifies it. */
export interface Login {
	root: ApiRoot;
	email: string;
	password: string;
	/** legacy gateway key, sent as `x-api-key` in addition to the token (killb.md 2.1) */
	apiKey: string | undefined;
	/**
	 * identifies this login within the process; changes with the environment, the e-mail and the
	 * password. It never leaves the process: `tokenBinding` is stored instead.
	 */
	fingerprint: string;
}

/** Keys the fingerprints, so that they can't be used to test passwords. */
const PROCESS_KEY = randomBytes(32);

/** Returns the API root of a credential, without `/api/v2`. */
export function killbRoot(fields: Pick<LoginFields, 'environment' | 'baseUrl'>): ApiRoot {
	const known = (ENVIRONMENTS as Record<string, string>)[fields.environment];
	const root = parseApiRoot(known ?? fields.baseUrl ?? '', 'Base URL');
	return { origin: root.origin, path: root.path.replace(/\/api(\/v2)?$/, '') };
}

/**
 * Checks login data before anything is sent.
 * @throws Error with a message for the user who fills in the credential
 */
export function checkLogin(fields: LoginFields): Login {
	const root = killbRoot(fields);
	const email = fields.email.trim();
	if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
		throw invalidCredential('The Email of the KillB credential is not a valid email address.');
	}
	if (fields.password === '') {
		throw invalidCredential('The Password of the KillB credential is empty.');
	}
	const apiKey = fields.legacyHeader === true ? (fields.apiKey ?? '').trim() : '';
	if (fields.legacyHeader === true && apiKey === '') {
		throw invalidCredential(
			'Send Legacy Header is on in the KillB credential, but the API Key is empty. Enter the API key, or turn Send Legacy Header off: KillB no longer seems to require it.',
		);
	}
	const { password } = fields;
	const fingerprint = createHmac('sha256', PROCESS_KEY)
		.update(JSON.stringify([root.origin, root.path, email.toLowerCase(), password]))
		.digest('hex');
	return { root, email, password, apiKey: apiKey || undefined, fingerprint };
}

/**
 * Work factor of scrypt: 32 MiB of memory and a tenth of a second per password guess. The
 * credential stores the result, so it must not be a fast function of the password. Each process
 * computes it once per login.
 */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** Limit of the cache; beyond it the login unused for longest is dropped. */
const MOST_KNOWN = 200;

const bindings = new BoundedMap<Promise<string>>(MOST_KNOWN);

/**
 * Returns the value that binds a stored session to its login: it changes with the environment, the
 * e-mail and the password.
 */
export async function tokenBinding(login: Login): Promise<string> {
	const binding = bindings.get(login.fingerprint) ?? compute(login);
	bindings.set(login.fingerprint, binding);
	return await binding.catch((error: unknown) => {
		bindings.delete(login.fingerprint);
		throw error;
	});
}

async function compute({ root, email, password }: Login): Promise<string> {
	const account = JSON.stringify([root.origin, root.path, email.toLowerCase()]);
	const salt = createHash('sha256').update(account).digest();
	return await new Promise((resolve, reject) => {
		scrypt(password, salt, 32, COST, (error, key) => {
			if (error) reject(error);
			else resolve(key.toString('hex'));
		});
	});
}

/** The part of n8n's plain HTTP helper that a login needs. */
export type HttpRequest = (options: {
	method: 'GET' | 'POST';
	url: string;
	body?: Record<string, unknown>;
	headers: Record<string, string>;
	json: boolean;
	encoding: 'stream';
	returnFullResponse: boolean;
	ignoreHttpStatusErrors: boolean;
	disableFollowRedirect: boolean;
	timeout: number;
	abortSignal: AbortSignal;
}) => Promise<unknown>;

/** KillB's own SDK waits this long for an answer (killb.md 1). */
const LONGEST_ANSWER_MS = 30_000;

/** A session has a few kilobytes. */
const MAXIMUM_BYTES = 1_000_000;

/**
 * Returns an exchange for logins over n8n's helper.
 *
 * It resolves for every status: an error with a 401 inside would make n8n log in a second time with
 * the same wrong password (n8n.md 1.3). It follows no redirects, because they would take the
 * password along. It has a time limit, because all requests that need this login wait for it.
 * @returns rejects with NotSent when there is no answer
 */
export function exchangeThrough(httpRequest: HttpRequest, login: Login): Exchange {
	return async ({ method, path, body, accessToken }) => {
		const url = `${login.root.origin}${login.root.path}${path}`;
		const answer = await limitedAnswer(
			async (close) =>
				(await httpRequest({
					method,
					url,
					...(body ? { body } : {}),
					headers: {
						...(accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` }),
						...(login.apiKey === undefined ? {} : { 'x-api-key': login.apiKey }),
					},
					json: true,
					encoding: 'stream',
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
					timeout: LONGEST_ANSWER_MS,
					abortSignal: close,
				})) as StreamedAnswer,
			{ milliseconds: LONGEST_ANSWER_MS, bytes: MAXIMUM_BYTES },
		).catch((error: unknown) => {
			throw new NotSent(
				'UNREACHABLE',
				unreachable(login.root.origin, error),
				mayConnectNext(codeOf(error), failedBeforeSending(error)),
			);
		});
		const { status, headers, bytes } = answer;
		const text = bytes?.toString('utf8') ?? '';
		const content = readBody(text);
		const parsed = content.kind === 'json' ? content.value : text;
		// A rejection's text goes into errors, so it is masked. A success contains the new tokens.
		const secrets = [login.password, login.apiKey, accessToken, body?.refreshToken];
		return {
			status,
			headers: lowerCased(headers),
			body: isSuccess(status) ? parsed : new Mask(secrets).value(parsed),
			...(bytes ? {} : { isTooLarge: true }),
		};
	};
}

function codeOf(error: unknown): string {
	return String((error as { code?: unknown }).code);
}

function unreachable(origin: string, error: unknown): string {
	if (error instanceof AnswerOverdue) return unreachableAt(origin, `it ${error.message}`);
	const message = String((error as { message?: unknown }).message);
	const { words, advice } = obstacleOf(codeOf(error), message, failedBeforeSending(error));
	return unreachableAt(origin, words, advice);
}

function unreachableAt(
	origin: string,
	reason: string,
	advice = 'Check the Environment in the KillB credential, and n8n’s network connection.',
): string {
	return sentences([`Could not reach KillB at ${origin}: ${reason}`, advice]);
}

/**
 * Why there is no session: KillB rejected the login data (`rejected`), the gateway rejected the API
 * key before it saw the login (`blocked`), the answer is not from a KillB login (`misdirected`), or
 * KillB can't log in at the moment (`transient`).
 */
type LoginVerdict = 'rejected' | 'blocked' | 'misdirected' | 'transient';

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

/** 407 Proxy Authentication Required, and 451 Unavailable For Legal Reasons: never the API's own. */
const OF_PROXIES = new Set([407, 451]);

/**
 * Returns the reason why a login failed. KillB documents 400 for malformed input and 401 with
 * AUTH.0001 for a wrong e-mail or password (killb.md 1.1 and 2.2). A web page is not from KillB, and
 * says nothing about the login data. Every other 4xx counts as a rejection too, with the server's own words: KillB documents no answer for a locked account, and
 * more attempts would keep it locked.
 * @param now Unix time in milliseconds
 */
export function loginFailure(
	{ status, headers, body, isTooLarge }: LoginAnswer,
	now: number,
): LoginError {
	const { errorCode, messages } = readErrorEnvelope(body);
	const theirWords = [errorCode, messages.join('; ')].filter(Boolean).join(': ');
	const words = theirWords ? ` KillB said: ${sentence(theirWords)}` : '';
	const wait = retryDelay(headers ?? {}, now);
	if (isAboutApiKey(status, { errorCode, messages })) {
		const { code, message, advice } = API_KEY;
		return new LoginError(code, `${message} (HTTP ${status}).${words} ${advice}`, 'blocked');
	}
	if (status === 429) {
		return new LoginError(
			'KILLB_LOGIN_LIMITED',
			`KillB rejected the login: too many requests.${words}`,
			'transient',
			wait,
		);
	}
	if (status >= 500) {
		return new LoginError(
			'KILLB_LOGIN_UNAVAILABLE',
			`KillB could not log in (HTTP ${status}). Try again later. The credential itself is probably fine.${words}`,
			'transient',
			// Every answer has rate-limit headers, but only a Retry-After is about this failure.
			headers?.['retry-after'] === undefined ? undefined : wait,
		);
	}
	if (isSuccess(status)) {
		return new LoginError(
			isTooLarge ? 'KILLB_LOGIN_TOO_LARGE' : 'KILLB_LOGIN_WITHOUT_TOKEN',
			`KillB’s login response (HTTP ${status}) ${isTooLarge ? 'is too large to be a session' : 'contains no access token'}. Check the Environment and the Base URL in the KillB credential.`,
			'misdirected',
		);
	}
	if (isRedirect(status)) {
		return new LoginError(
			'KILLB_LOGIN_REDIRECTED',
			`KillB’s login was redirected (HTTP ${status}). Passwords are never sent to a redirect. Check the Base URL in the KillB credential.`,
			'misdirected',
		);
	}
	if (status === 404) {
		return new LoginError(
			'KILLB_LOGIN_MISSING',
			`There is no KillB login at this URL (HTTP ${status}).${words} Check the Environment and the Base URL in the KillB credential.`,
			'misdirected',
		);
	}
	const page = typeof body === 'string' ? readBody(body) : undefined;
	// KillB answers in JSON. A 401 in plain text may mean the password all the same.
	const isForeign = page?.kind === 'html' || (page?.kind === 'text' && status !== 401);
	if (OF_PROXIES.has(status) || isForeign) {
		return new LoginError(
			'WRONG_SERVICE',
			`The response did not come from KillB’s login (HTTP ${status}). ${page ? describeForeignBody(page) : 'A proxy or a firewall blocked the request.'} Check n8n’s network and proxy, and the Environment and the Base URL in the KillB credential. The email and password were not checked.`,
			'transient',
		);
	}
	return new LoginError(
		'KILLB_LOGIN_REJECTED',
		`KillB rejected the login (HTTP ${status}).${words} Check the Email, Password and Environment in the KillB credential. Sandbox logins do not work in production. Only one attempt was made, to avoid locking the account.`,
		'rejected',
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
			'Another login keeps ending this KillB session. Use a separate KillB login for n8n.',
			true,
		);
	}
}

/** The times inside a JWT, in Unix seconds. Only the server checks its signature. */
interface TokenTimes {
	expiresAt?: number;
	issuedAt?: number;
}

/** Reads `exp` and `iat`; a token that is not a readable JWT has neither. Never throws. */
export function tokenTimes(token: string): TokenTimes {
	const payload = token.split('.')[1];
	if (payload === undefined) return {};
	const claims = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
	if (!claims.ok || typeof claims.value !== 'object' || claims.value === null) return {};
	const { exp, iat } = claims.value as Record<string, unknown>;
	return {
		...(typeof exp === 'number' && Number.isFinite(exp) ? { expiresAt: exp } : {}),
		...(typeof iat === 'number' && Number.isFinite(iat) ? { issuedAt: iat } : {}),
	};
}

/**
 * One hour, the documented lifetime of an access token (killb.md 2.1); used when an answer names
 * none.
 */
const DOCUMENTED_LIFETIME_MS = 3_600_000;

/**
 * A token is renewed this long before it expires, or a tenth of its lifetime where that is shorter.
 */
const LONGEST_LEEWAY_MS = 60_000;

/**
 * Returns when a token that was just received should be renewed, by this machine's clock.
 *
 * Computed from its arrival and lifetime, not from `exp`, so that a wrong clock does not matter.
 * @param expiresIn from the answer, in milliseconds (killb.md 2.1)
 * @param now Unix time in milliseconds
 * @returns Unix time in milliseconds
 */
export function renewalTime(token: string, expiresIn: unknown, now: number): number {
	const lifetime = positive(Number(expiresIn)) ?? lifetimeOf(token) ?? DOCUMENTED_LIFETIME_MS;
	return now + lifetime - Math.min(LONGEST_LEEWAY_MS, lifetime / 10);
}

/**
 * Returns when a token of unknown arrival should be renewed: by its `exp`, or never without one.
 * @returns Unix time in milliseconds
 */
export function renewalTimeByClaim(token: string): number {
	const { expiresAt } = tokenTimes(token);
	if (expiresAt === undefined) return Infinity;
	return expiresAt * 1000 - Math.min(LONGEST_LEEWAY_MS, (lifetimeOf(token) ?? Infinity) / 10);
}

function lifetimeOf(token: string): number | undefined {
	const { expiresAt, issuedAt } = tokenTimes(token);
	if (expiresAt === undefined || issuedAt === undefined) return undefined;
	return positive((expiresAt - issuedAt) * 1000);
}

function positive(value: number): number | undefined {
	return Number.isFinite(value) && value > 0 ? value : undefined;
}

/** A logged-in session. */
export interface Session {
	accessToken: string;
	refreshToken: string;
	/**
	 * when to renew the token before it is used, as Unix time in milliseconds by this machine's clock
	 */
	renewAt: number;
}

/** KillB's answer to a login, a refresh or a session check. */
export interface LoginAnswer {
	status: number;
	/** names in lower case */
	headers?: Readonly<Record<string, string>>;
	/** parsed JSON, or the text of anything else */
	body: unknown;
	/** true if the body was larger than any session and was not read */
	isTooLarge?: boolean;
}

/**
 * One HTTP exchange with KillB. It resolves for every status and rejects with NotSent only when
 * there was no answer.
 */
export type Exchange = (request: {
	method: 'GET' | 'POST';
	path: string;
	body?: Record<string, unknown>;
	accessToken?: string;
}) => Promise<LoginAnswer>;

/**
 * Reads the session in the answer to a login or a refresh (killb.md 2.2 and 2.3); undefined without
 * an access token.
 * @param formerRefreshToken kept where the answer has no other, as KillB documents
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
