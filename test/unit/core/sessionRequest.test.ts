import { NotSent } from '../../../core/http/networkError';
import { noteSent, wasSent } from '../../../core/killb/credential';
import {
	checkLogin,
	exchangeThrough,
	LoginError,
	loginFailure,
	readSession,
} from '../../../core/killb/login';
import { RecentTokens, Sessions, sharedSessions } from '../../../core/killb/session';
import { fields, server } from './killbLogins';

const login = checkLogin({ ...fields, baseUrl: 'http://127.0.0.1:8787/x' });

/** One request through a helper with this response, and the requests that the helper received. */
async function exchanged(
	request: Parameters<ReturnType<typeof exchangeThrough>>[0],
	answer: () => Promise<unknown> = async () => await Promise.resolve({ statusCode: 200 }),
	as = login,
) {
	const requested: unknown[] = [];
	const helper = async (options: unknown) => {
		requested.push(options);
		return await answer();
	};
	const outcome = await exchangeThrough(helper, as)(request).catch((error: unknown) => error);
	return { requested, outcome };
}

describe('a session request', () => {
	const always = {
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: 30_000,
		encoding: 'stream',
		abortSignal: expect.any(AbortSignal) as AbortSignal,
	};

	it('goes to the login’s own URL, accepts every status and follows no redirect', async () => {
		const body = { email: 'e' };
		const { requested } = await exchanged({ method: 'POST', path: '/api/v2/auth/login', body });
		expect(requested).toStrictEqual([
			{
				method: 'POST',
				url: 'http://127.0.0.1:8787/x/api/v2/auth/login',
				body,
				headers: {},
				...always,
			},
		]);
	});

	it('is sent with the token, and with the legacy key if there is one', async () => {
		const legacy = checkLogin({ ...fields, legacyHeader: true, apiKey: 'k' });
		const request = { method: 'GET', path: '/me', accessToken: 't' } as const;
		const { requested } = await exchanged(request, undefined, legacy);
		expect(requested).toStrictEqual([
			{
				method: 'GET',
				url: 'http://127.0.0.1:8787/me',
				headers: { Authorization: 'Bearer t', 'x-api-key': 'k' },
				...always,
			},
		]);
	});

	it('returns the status, headers in lower case and the body', async () => {
		const request = { method: 'GET', path: '/me' } as const;
		const answer = { statusCode: 429, headers: { 'Retry-After': 7 }, body: { a: 1 } };
		const { outcome } = await exchanged(request, async () => await Promise.resolve(answer));
		expect(outcome).toEqual({ status: 429, headers: { 'retry-after': '7' }, body: { a: 1 } });
		expect((await exchanged(request)).outcome).toEqual({ status: 200, headers: {}, body: '' });
	});

	it.each([
		['ECONNREFUSED', 'connection refused', true],
		['ENOTFOUND', 'the host name does not exist', false],
		['EAI_AGAIN', 'the host name could not be looked up', true],
		['ETIMEDOUT', 'the connection timed out', true],
		['ECONNABORTED', 'the connection timed out', true],
		['ECONNRESET', 'the connection was closed', true],
		['EPIPE', 'the connection failed', true],
		[undefined, 'the connection failed', true],
	])(
		'that fails with %s has a description and says whether the failure is transient',
		async (code, reason, isTransient) => {
			const broken = async () => await Promise.reject(Object.assign(new Error('x'), { code }));
			const { outcome } = await exchanged({ method: 'GET', path: '/me' }, broken);
			expect(outcome).toBeInstanceOf(NotSent);
			expect(outcome).toMatchObject({
				message: `Could not reach KillB at http://127.0.0.1:8787: ${reason}. Check the Environment in the KillB credential, and n8n’s network connection.`,
				isTransient,
				retryAfterMs: undefined,
			});
		},
	);
});

describe('a login without a session', () => {
	const said = { errorCode: 'A.1', message: ['no', 'never'] };
	const words = ' KillB said: A.1: no; never.';
	const check =
		' Check the Email, Password and Environment in the KillB credential. Sandbox logins do not work in production. Only one attempt was made, to avoid locking the account.';

	it.each([
		[401, said, `KillB rejected the login (HTTP 401).${words}${check}`, 'rejected'],
		[400, {}, `KillB rejected the login (HTTP 400).${check}`, 'rejected'],
		[
			423,
			{ message: 'locked' },
			`KillB rejected the login (HTTP 423). KillB said: locked.${check}`,
			'rejected',
		],
		[429, said, `KillB rejected the login: too many requests.${words}`, 'transient'],
		[
			500,
			said,
			`KillB could not log in (HTTP 500). Try again later. The credential itself is probably fine.${words}`,
			'transient',
		],
		[
			200,
			'<html>',
			'KillB’s login response (HTTP 200) contains no access token. Check the Environment and the Base URL in the KillB credential.',
			'misdirected',
		],
		[
			302,
			'',
			'KillB’s login was redirected (HTTP 302). Passwords are never sent to a redirect. Check the Base URL in the KillB credential.',
			'misdirected',
		],
		[
			404,
			said,
			`There is no KillB login at this URL (HTTP 404).${words} Check the Environment and the Base URL in the KillB credential.`,
			'misdirected',
		],
	])('is explained for %i %j', (status, body, message, verdict) => {
		const error = loginFailure({ status, body }, 0);
		expect(error).toBeInstanceOf(LoginError);
		expect(error).toMatchObject({ message, verdict, isTransient: verdict === 'transient' });
		expect(error.retryAfterMs).toBeUndefined();
	});

	it('waits as long as the server requests, after an outage only if Retry-After says so', () => {
		const wait = (status: number, headers: Record<string, string>) =>
			loginFailure({ status, headers, body: {} }, 0).retryAfterMs;
		expect(wait(429, { 'retry-after': '7' })).toBe(7000);
		expect(wait(429, { 'x-ratelimit-reset': '8' })).toBe(8000);
		expect(wait(503, { 'retry-after': '7' })).toBe(7000);
		expect(wait(503, { 'x-ratelimit-reset': '8' })).toBeUndefined();
		expect(wait(401, { 'retry-after': '7' })).toBeUndefined();
	});
});

describe('the session in a response', () => {
	it('keeps the previous refresh token if the response has none', () => {
		const body = { accessToken: 'a', expiresIn: 600_000 };
		expect(readSession(body, 'former', 5)).toEqual({
			accessToken: 'a',
			refreshToken: 'former',
			renewAt: 540_005,
		});
		expect(readSession({ ...body, refreshToken: 'r' }, 'former', 5)?.refreshToken).toBe('r');
		expect(readSession({ ...body, refreshToken: 7 }, 'former', 5)?.refreshToken).toBe('former');
	});

	it.each([undefined, null, 'a', 7, {}, { accessToken: '' }, { accessToken: 7 }])(
		'is missing in %j',
		(body) => expect(readSession(body, 'r', 0)).toBeUndefined(),
	);
});

it('remembers the last 50 tokens and moves a repeated one to the end', () => {
	const tokens = new RecentTokens();
	for (let n = 0; n < 50; n++) tokens.add(`t${n}`);
	tokens.add('t0');
	expect(tokens.has('t1')).toBe(true);
	tokens.add('t50');
	expect([tokens.has('t0'), tokens.has('t1'), tokens.has('t2')]).toEqual([true, false, true]);
});

it('recognises by the credential copy whether its token was sent', () => {
	const copy = { accessToken: 'a' };
	expect(wasSent(copy)).toBe(false);
	noteSent(copy);
	expect(wasSent(copy)).toBe(true);
	copy.accessToken = 'b';
	expect(wasSent(copy)).toBe(false);
	expect(wasSent({ accessToken: 'a' })).toBe(false);
});

it('keeps the sessions of the 200 most recently used accounts', async () => {
	const { exchange } = server();
	const sessions = new Sessions(() => 0);
	const accounts = Array.from({ length: 201 }, (_, n) =>
		checkLogin({ ...fields, email: `a${n}@example.com` }),
	);
	for (const account of accounts.slice(0, 200)) await sessions.renew(account, undefined, exchange);
	await sessions.renew(accounts[0]!, undefined, exchange);
	expect(sessions.renewals(accounts[1]!.fingerprint)).toBe(1);
	await sessions.renew(accounts[200]!, undefined, exchange);
	const renewals = accounts.slice(0, 3).map(({ fingerprint }) => sessions.renewals(fingerprint));
	expect(renewals).toEqual([1, 0, 1]);
});

it('shares one set of sessions in the process', () => {
	expect(sharedSessions).toBeInstanceOf(Sessions);
});
