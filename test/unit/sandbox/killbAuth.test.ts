import { decode, sign } from 'jsonwebtoken';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { control, killb, logIn } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

const me = async (token?: string) =>
	await killb(sandbox, 'GET', '/auth/me', token === undefined ? {} : { token });
const refresh = async (refreshToken: unknown) =>
	await killb(sandbox, 'POST', '/auth/refresh', { body: { refreshToken } });
const login = async (body: unknown) => await killb(sandbox, 'POST', '/auth/login', { body });

test('a login is 201 with a token that opens /auth/me and has an expiry', async () => {
	const { email, password } = sandbox.details;
	const { status, data } = await login({ email, password });
	expect([status, data.expiresIn]).toEqual([201, 3_600_000]);
	const { iat, exp } = decode(data.accessToken) as { iat: number; exp: number };
	expect(exp - iat).toBe(3600);
	const answer = await me(data.accessToken);
	expect(answer.data).toMatchObject({ email, active: true, origin: 'API', iat, exp });
});

test('a wrong password is 401 AUTH.0001 in the documented envelope', async () => {
	const answer = await login({ email: sandbox.details.email, password: 'Another-Passw0rd!' });
	expect([answer.status, answer.data]).toEqual([
		401,
		{ errorCode: 'AUTH.0001', arguments: [], message: ['Invalid credentials'], statusCode: '401' },
	]);
});

test.each<[string, unknown, RegExp]>([
	['no password', { email: 'a@b.example' }, /password is required/],
	['no fields', {}, /email is required/],
	['a password that is a number', { email: 'a@b.example', password: 7 }, /password must be string/],
	['an unknown member', { email: 'a@b.example', password: 'x', otp: '1' }, /otp should not exist/],
	[
		'a weak password',
		{ email: 'a@b.example', password: 'password' },
		/password is not strong enough/,
	],
	['a list', [], /must be object/],
])('a login with %s is 400 INVALID.INPUT', async (_what, body, message) => {
	const { status, data } = await login(body);
	expect([status, data.errorCode, data.statusCode]).toEqual([400, 'INVALID.INPUT', '400']);
	expect(data.message.join('; ')).toMatch(message);
});

test('a request without a token, or with a foreign or refresh token, is 401 AUTH.0003', async () => {
	const { refreshToken } = await logIn(sandbox);
	const foreign = sign({ sub: 'x', use: 'access' }, 'another key');
	const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${foreign.split('.')[1]}.`;
	for (const token of [undefined, 'x', foreign, unsigned, refreshToken]) {
		const { status, data } = await me(token);
		expect([status, data.errorCode]).toEqual([401, 'AUTH.0003']);
	}
});

test('an expired token is 401 AUTH.0002, and the refresh token gets a new one', async () => {
	const { accessToken, refreshToken } = await logIn(sandbox);
	sandbox.state.update('clock', { offsetSeconds: 3601 });
	expect((await me(accessToken)).data.errorCode).toBe('AUTH.0002');
	const renewed = await refresh(refreshToken);
	expect(renewed.status).toBe(201);
	expect((await me(renewed.data.accessToken)).status).toBe(200);
});

test('the lifetime of tokens is configurable, down to zero', async () => {
	await control(sandbox, 'PUT', '/tokens', { lifetimeSeconds: 0 });
	const { accessToken } = await logIn(sandbox);
	expect((await me(accessToken)).data.errorCode).toBe('AUTH.0002');
});

test('a refresh token works once, unless rotation is off', async () => {
	const { refreshToken } = await logIn(sandbox);
	const renewed = (await refresh(refreshToken)).data;
	expect(renewed.refreshToken).not.toBe(refreshToken);
	expect((await refresh(refreshToken)).data.errorCode).toBe('AUTH.0003');
	sandbox.state.update('tokens', { rotateRefreshTokens: false });
	for (let n = 0; n < 2; n++) expect((await refresh(renewed.refreshToken)).status).toBe(201);
});

test('an expired refresh token is AUTH.0002, a missing one is 400, an access token is AUTH.0003', async () => {
	sandbox.state.update('tokens', { refreshLifetimeSeconds: 0 });
	const { accessToken, refreshToken } = await logIn(sandbox);
	expect((await refresh(refreshToken)).data.errorCode).toBe('AUTH.0002');
	expect((await refresh(undefined)).data.errorCode).toBe('INVALID.INPUT');
	expect((await refresh(accessToken)).data.errorCode).toBe('AUTH.0003');
});

test('a logout ends its own session only', async () => {
	const [one, two] = [await logIn(sandbox), await logIn(sandbox)];
	const { status, data } = await killb(sandbox, 'POST', '/auth/logout', { token: one.accessToken });
	expect([status, data.success]).toEqual([201, true]);
	expect((await me(one.accessToken)).data.errorCode).toBe('AUTH.0003');
	expect((await refresh(one.refreshToken)).data.errorCode).toBe('AUTH.0003');
	expect((await me(two.accessToken)).status).toBe(200);
});

test('an account can be limited to one session', async () => {
	sandbox.state.update('tokens', { singleSession: true });
	const [one, two] = [await logIn(sandbox), await logIn(sandbox)];
	expect((await me(one.accessToken)).status).toBe(401);
	expect((await me(two.accessToken)).status).toBe(200);
});

test('tokens can be revoked externally: all of them, or only refresh tokens', async () => {
	const one = await logIn(sandbox);
	await control(sandbox, 'POST', '/tokens/revoke', { what: 'refresh' });
	expect((await me(one.accessToken)).status).toBe(200);
	expect((await refresh(one.refreshToken)).status).toBe(401);
	await control(sandbox, 'POST', '/tokens/revoke');
	expect((await me(one.accessToken)).data.errorCode).toBe('AUTH.0003');
});

test('access tokens can be made to expire early; refresh tokens and later ones work', async () => {
	const { accessToken, refreshToken } = await logIn(sandbox);
	expect((await control(sandbox, 'POST', '/tokens/expire')).status).toBe(200);
	const { status, data } = await me(accessToken);
	expect([status, data.errorCode]).toEqual([401, 'AUTH.0002']);
	const renewed = await refresh(refreshToken);
	expect((await me(renewed.data.accessToken)).status).toBe(200);
	expect((await me((await logIn(sandbox)).accessToken)).status).toBe(200);
});

test('responses have the rate limit, and above the burst there is 429 without Retry-After', async () => {
	expect(sandbox.state.settings.limits.killb).toMatchObject({ perSecond: 100, burst: 200 });
	sandbox.state.update('limits', { killb: { perSecond: 0.001, burst: 2 } });
	const { headers } = await me();
	expect(headers).toMatchObject({ 'x-ratelimit-limit': '0.001' });
	await me();
	const rejected = await me();
	expect([rejected.status, rejected.data.statusCode]).toEqual([429, '429']);
	expect(rejected.headers['retry-after']).toBeUndefined();
	expect(rejected.headers['x-ratelimit-remaining']).toBe('0');
	expect(Number(rejected.headers['x-ratelimit-reset'])).toBeGreaterThan(Date.now() / 1000);
});

test('an unknown endpoint is 404 in the documented envelope', async () => {
	const { status, data } = await killb(sandbox, 'GET', '/nothing');
	expect([status, data]).toEqual([
		404,
		{
			errorCode: 'NOT_FOUND',
			arguments: [],
			message: ['Cannot GET /api/v2/nothing'],
			statusCode: '404',
		},
	]);
});
