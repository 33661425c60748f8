import {
	type Exchange,
	renewalTime,
	renewalTimeByClaim,
	tokenTimes,
	checkLogin,
	LoginError,
} from '../../../core/killb/login';
import { attachToken, type KillBFields, SessionExpired } from '../../../core/killb/credential';
import { Sessions } from '../../../core/killb/session';
import { fields, fresh, login, server, stale } from './killbLogins';

function jwt(claims: object): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'HS256' })}.${part(claims)}.signature`;
}

describe('renewing a session', () => {
	it('logs in when there is no session', async () => {
		const { requested, exchange } = server();
		const session = await new Sessions(() => 1000).renew(login, undefined, exchange);
		expect(requested).toEqual(['login']);
		expect(session).toEqual({
			accessToken: 'access1',
			refreshToken: 'refresh1',
			renewAt: 1000 + 3_600_000 - 60_000,
		});
	});

	it('refreshes an expired session', async () => {
		const { requested, exchange } = server();
		await new Sessions().renew(login, stale, exchange);
		expect(requested).toEqual(['refresh']);
	});

	it('logs in if the refresh is rejected', async () => {
		const { requested, exchange } = server({ refresh: 401 });
		await new Sessions().renew(login, stale, exchange);
		expect(requested).toEqual(['refresh', 'login']);
	});

	it('keeps a session that the server still accepts, so n8n does not repeat a payment', async () => {
		const { requested, exchange } = server();
		expect(await new Sessions().renew(login, fresh, exchange)).toBeUndefined();
		expect(requested).toEqual(['me']);
	});

	it.each([429, 500, 503])('also keeps it if the server answers the check with %i', async (me) => {
		const { exchange } = server({ me });
		expect(await new Sessions().renew(login, fresh, exchange)).toBeUndefined();
	});

	it('renews a revoked session', async () => {
		const { requested, exchange } = server({ me: 401 });
		expect(await new Sessions().renew(login, fresh, exchange)).toBeDefined();
		expect(requested).toEqual(['me', 'refresh']);
	});

	it('logs in once for 20 concurrent callers, and not again for a later one', async () => {
		const { requested, exchange } = server();
		const sessions = new Sessions();
		const all = await Promise.all(
			Array.from({ length: 20 }, async () => await sessions.renew(login, undefined, exchange)),
		);
		expect(new Set(all.map((session) => session?.accessToken)).size).toBe(1);
		await sessions.renew(login, stale, exchange);
		await sessions.renew(login, { ...fresh, accessToken: 'old', renewAt: 5 }, exchange);
		expect(requested).toEqual(['login']);
	});

	it('gives late holders of a revoked token the new one without a request', async () => {
		const { requested, exchange } = server({ me: 401 });
		const sessions = new Sessions();
		const first = await sessions.renew(login, fresh, exchange);
		const late = await sessions.renew(login, fresh, exchange);
		expect(late).toEqual(first);
		expect(requested).toEqual(['me', 'refresh']);
	});

	it('sends a wrong password once, pauses, and then retries', async () => {
		let now = 0;
		const { requested, exchange } = server({ login: 401 });
		const sessions = new Sessions(
			() => now,
			() => now,
		);
		const attempt = async () => await sessions.renew(login, undefined, exchange);
		await expect(Promise.all([attempt(), attempt()])).rejects.toThrow(LoginError);
		await expect(attempt()).rejects.toThrow(/AUTH\.0001.*refused/);
		expect(requested).toEqual(['login']);
		now = 31_000;
		await expect(attempt()).rejects.toThrow(LoginError);
		expect(requested).toEqual(['login', 'login']);
	});

	it('retries immediately after the password was changed', async () => {
		const { requested, exchange } = server({ login: 401 });
		const sessions = new Sessions();
		await expect(sessions.renew(login, undefined, exchange)).rejects.toThrow(LoginError);
		const changed = checkLogin({ ...fields, password: 'An0ther!!' });
		await expect(sessions.renew(changed, undefined, exchange)).rejects.toThrow(LoginError);
		expect(requested).toEqual(['login', 'login']);
	});

	it.each([429, 500, 503])('does not treat a server error (%i) as a rejection', async (status) => {
		const { requested, exchange } = server({ login: status });
		const sessions = new Sessions();
		await expect(sessions.renew(login, undefined, exchange)).rejects.toThrow(LoginError);
		await expect(sessions.renew(login, undefined, exchange)).rejects.toThrow(LoginError);
		expect(requested).toEqual(['login', 'login']);
	});

	it('fails with an error if the response has no token', async () => {
		const exchange: Exchange = async () => await Promise.resolve({ status: 200, body: '<html>' });
		await expect(new Sessions().renew(login, undefined, exchange)).rejects.toThrow(
			/no access token/,
		);
	});
});

describe('attaching the token', () => {
	const held: KillBFields = { ...fields, accessToken: 'token', tokenBinding: login.fingerprint };

	it('sets it on KillB requests and overwrites an existing header', () => {
		const request = attachToken(
			held,
			{ url: '/api/v2/users', headers: { authorization: 'x' } },
			0,
			new Sessions(),
		);
		expect(request).toMatchObject({
			url: 'http://127.0.0.1:8787/api/v2/users',
			headers: { Authorization: 'Bearer token' },
			disableFollowRedirect: true,
		});
		expect(request.headers).not.toHaveProperty('authorization');
	});

	it('sends the legacy key header only while it is switched on', () => {
		const on = attachToken(
			{ ...held, legacyHeader: true, apiKey: 'k' },
			{ url: '/api' },
			0,
			new Sessions(),
		);
		expect(on).toHaveProperty(['headers', 'x-api-key'], 'k');
		const off = attachToken({ ...held, apiKey: 'k' }, { url: '/api' }, 0, new Sessions());
		expect(off).not.toHaveProperty(['headers', 'x-api-key']);
	});

	it.each([
		['there is none', { accessToken: '' }],
		['it belongs to another password', { password: 'An0ther!!' }],
		['it belongs to another account', { email: 'other@example.com' }],
		['it belongs to another environment', { environment: 'sandbox' }],
		['its time is over', { renewAt: '5' }],
		['its exp has passed', { accessToken: jwt({ exp: 1, iat: 0 }) }],
	])('requests a renewal, in the way n8n expects, if %s', (_, change) => {
		expect.assertions(2);
		try {
			attachToken({ ...held, ...change }, { url: '/api/v2/users' }, 2_000_000, new Sessions());
		} catch (error) {
			expect(error).toBeInstanceOf(SessionExpired);
			expect(error).toHaveProperty('response.status', 401);
		}
	});

	it('never sends the token to another host', () => {
		expect(() => attachToken(held, { url: 'https://evil.example/api' }, 0, new Sessions())).toThrow(
			/can only be used for URLs below/,
		);
	});
});

describe('the lifetime of a token', () => {
	it('comes from exp and iat, and from nothing else in a non-JWT', () => {
		expect(tokenTimes(jwt({ exp: 20, iat: 10 }))).toEqual({ expiresAt: 20, issuedAt: 10 });
		expect(tokenTimes('opaque')).toEqual({});
		expect(tokenTimes('a.b.c')).toEqual({});
		expect(tokenTimes(jwt({ exp: 'soon' }))).toEqual({});
	});

	it('is counted in milliseconds from its arrival, so clock skew does not matter', () => {
		expect(renewalTime(jwt({ exp: 1, iat: 0 }), 3_600_000, 10)).toBe(10 + 3_540_000);
	});

	it('ends at nine tenths for a short-lived token', () => {
		expect(renewalTime('opaque', 10_000, 0)).toBe(9_000);
	});

	it('comes from the token, or is the documented hour, if the response has none', () => {
		expect(renewalTime(jwt({ exp: 110, iat: 100 }), undefined, 0)).toBe(9_000);
		expect(renewalTime('opaque', 'soon', 0)).toBe(3_540_000);
	});

	it('follows exp for a token of unknown arrival, and is unlimited without it', () => {
		expect(renewalTimeByClaim(jwt({ exp: 4000, iat: 400 }))).toBe(3_940_000);
		expect(renewalTimeByClaim('opaque')).toBe(Infinity);
	});
});

describe('validating login data', () => {
	it.each([
		['an invalid e-mail address', { email: 'ops' }, /Email/],
		['an empty password', { password: '' }, /Password .* empty/],
		['plain http elsewhere', { baseUrl: 'http://killb.app' }, /https/],
		['an invalid URL', { baseUrl: '' }, /not a URL/],
		['a missing API key', { legacyHeader: true }, /API Key is empty/],
	])('rejects %s', (_, change, message) => {
		expect(() => checkLogin({ ...fields, ...change })).toThrow(message);
	});

	it('accepts a base URL with or without /api/v2', () => {
		const withPrefix = checkLogin({ ...fields, baseUrl: 'http://127.0.0.1:8787/api/v2/' });
		expect(withPrefix.root).toEqual(login.root);
		expect(withPrefix.fingerprint).toBe(login.fingerprint);
	});

	it('knows the documented hosts', () => {
		expect(checkLogin({ ...fields, environment: 'production' }).root.origin).toBe(
			'https://killb.app',
		);
		expect(checkLogin({ ...fields, environment: 'sandbox' }).root.origin).toBe(
			'https://sandbox.killb.app',
		);
		expect(checkLogin({ ...fields, environment: 'legacySandbox' }).root.origin).toBe(
			'https://teste-94u93qnn.uc.gateway.dev',
		);
	});
});
