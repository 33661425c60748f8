import { oneTimeCode } from '../../../sandbox/killb/totp';
import { control, killb, logIn } from './client';
import { KillBSession } from './killbSession';

const session = KillBSession.forThisFile();

const PASSWORD = 'NewP@ssw0rd123!';
const EMAIL = 'user@example.test';
/** With the operator's token. */
const { call } = session;
/** Without a token. */
const open = async (method: string, path: string, body?: unknown) =>
	await killb(session.sandbox, method, path, { body });
const signUp = async (email = EMAIL, password = PASSWORD) =>
	await open('POST', '/auth/signup', { email, password });
const canLogIn = async (email: string, password: string) =>
	(await open('POST', '/auth/login', { email, password })).status === 201;
const codeOf = ({ status, data }: Awaited<ReturnType<typeof call>>) => [status, data.errorCode];
const mailed = async (about: string): Promise<string> => {
	const { data } = await control(session.sandbox, 'GET', '/mails');
	return data.findLast((mail: { about: string }) => mail.about === about).token;
};
const code = (secret: string) => oneTimeCode(secret, session.sandbox.state.clock.seconds());
const wrong = (right: string) => String((Number(right) + 1) % 1_000_000).padStart(6, '0');

describe('a sign-up', () => {
	test('logs in immediately, and its e-mail address can be confirmed once', async () => {
		const { status, data } = await signUp();
		expect([status, Object.keys(data).sort()]).toEqual([
			201,
			['accessToken', 'expiresIn', 'refreshToken'],
		]);
		const me = await killb(session.sandbox, 'GET', '/auth/me', { token: data.accessToken });
		expect(me.data.email).toBe(EMAIL);
		expect(await canLogIn(EMAIL, PASSWORD)).toBe(true);
		const path = `/auth/confirm-email?token=${await mailed('confirmEmail')}`;
		expect([(await open('GET', path)).status, (await open('GET', path)).status]).toEqual([
			201, 401,
		]);
		expect(codeOf(await open('GET', '/auth/confirm-email'))).toEqual([400, 'INVALID.INPUT']);
	});

	test('with a weak password or a used e-mail address is rejected', async () => {
		expect(codeOf(await signUp(EMAIL, 'password'))).toEqual([400, 'INVALID.INPUT']);
		expect(codeOf(await signUp(session.sandbox.details.email))).toEqual([409, 'API_USER.EXISTS']);
	});
});

test('an invited person is listed, and accepts by signing up', async () => {
	expect((await call('GET', '/auth/invite')).data).toEqual({ users: [] });
	const invite = async () =>
		await call('POST', '/auth/invite', { email: EMAIL, roles: ['CUSTOMER'] });
	const { status, data } = await invite();
	expect([status, data]).toMatchObject([
		201,
		{ email: EMAIL, active: true, message: 'Invitation sent successfully' },
	]);
	expect(codeOf(await invite())).toEqual([409, 'API_USER.EXISTS']);
	const statusOf = async () => {
		const { users } = (await call('GET', '/auth/invite')).data;
		return users.map((user: { id: string; status: string }) => [user.id, user.status]);
	};
	expect(await statusOf()).toEqual([[data.id, 'PENDING']]);
	expect(await canLogIn(EMAIL, PASSWORD)).toBe(false);
	await signUp();
	expect(await statusOf()).toEqual([[data.id, 'ACCEPTED']]);
	const roles = ['ADMIN'];
	expect((await call('POST', '/auth/invite', { email: 'x@y.test', roles })).status).toBe(400);
});

describe('a password', () => {
	const change = async (currentPassword: string, extra: object = {}) =>
		await call('POST', '/auth/password/change', {
			currentPassword,
			newPassword: PASSWORD,
			...extra,
		});

	test('is changed with the current one, to a strong one', async () => {
		const { email, password } = session.sandbox.details;
		expect(codeOf(await change('Another-Passw0rd!'))).toEqual([400, 'AUTH.0001']);
		expect(codeOf(await change(password, { newPassword: 'weak' }))).toEqual([400, 'INVALID.INPUT']);
		expect((await change(password)).data).toEqual({ message: 'Password changed successfully' });
		expect(await canLogIn(email, PASSWORD)).toBe(true);
		expect(await canLogIn(email, password)).toBe(false);
	});

	test('is reset by a mailed token, once, and only by the latest token', async () => {
		const { email, password } = session.sandbox.details;
		await signUp();
		for (const one of [email, EMAIL, 'nobody@example.test']) {
			const { status } = await open('POST', '/auth/password/reset/request', { email: one });
			expect(status).toBe(201);
		}
		const emailConfirmationToken = await mailed('resetPassword');
		const reset = async (of: string, extra: object) =>
			await open('POST', '/auth/password/reset', {
				email: of,
				newPassword: 'Third-Passw0rd!',
				...extra,
			});
		expect((await reset(EMAIL, {})).status).toBe(400);
		expect((await reset(EMAIL, { emailConfirmationToken: 'x' })).status).toBe(400);
		expect((await reset(EMAIL, { emailConfirmationToken })).status).toBe(201);
		expect((await reset(EMAIL, { emailConfirmationToken })).status).toBe(400);
		expect(await canLogIn(EMAIL, 'Third-Passw0rd!')).toBe(true);
		expect(await canLogIn(email, password)).toBe(true);
	});

	test('cannot be reset with another user’s token', async () => {
		await signUp();
		await open('POST', '/auth/password/reset/request', { email: EMAIL });
		const { status } = await open('POST', '/auth/password/reset', {
			email: session.sandbox.details.email,
			newPassword: PASSWORD,
			emailConfirmationToken: await mailed('resetPassword'),
		});
		expect(status).toBe(400);
		expect(await canLogIn(session.sandbox.details.email, PASSWORD)).toBe(false);
	});
});

// RFC 6238, appendix B, SHA-1: the last six of its eight digits; the secret is 12345678901234567890
// in base32.
test.each([
	[59, '287082'],
	[1111111109, '081804'],
	[1111111111, '050471'],
	[1234567890, '005924'],
	[2000000000, '279037'],
	[20000000000, '353130'],
])('the one-time code at %i is that of the standard', (seconds, expected) => {
	expect(oneTimeCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', seconds)).toBe(expected);
});

describe('the second factor', () => {
	const post = async (path: string, body?: unknown) => await call('POST', `/auth/${path}`, body);
	const enable = async (): Promise<string> => {
		const { secret } = (await post('2fa/enable')).data;
		await post('2fa/verify', { otpCode: code(secret) });
		return secret;
	};

	test('is enabled by the right code, and required from then on', async () => {
		const { status, data } = await post('2fa/enable');
		expect([status, data]).toEqual([
			201,
			{
				secret: expect.stringMatching(/^[A-Z2-7]{16}$/),
				otpauthUrl: expect.stringContaining(`secret=${data.secret}`),
			},
		]);
		const otpCode = code(data.secret);
		expect(codeOf(await post('login/otp', { otpCode }))).toEqual([400, 'INVALID.INPUT']);
		expect(codeOf(await post('2fa/verify', { otpCode: wrong(otpCode) }))).toEqual([
			400,
			'AUTH.OTP',
		]);
		expect((await post('2fa/verify', { otpCode })).status).toBe(201);
		expect((await post('2fa/enable')).status).toBe(400);

		const { password } = session.sandbox.details;
		const body = { currentPassword: password, newPassword: PASSWORD };
		expect((await post('password/change', body)).data.message).toEqual(['otpCode is required']);
		expect((await post('password/change', { ...body, otpCode })).status).toBe(201);
		const second = await post('login/otp', { otpCode: code(data.secret) });
		expect([second.status, second.data]).toMatchObject([
			201,
			{ success: true, expiresIn: 3600000 },
		]);
		const renewed = await open('POST', '/auth/refresh', { refreshToken: second.data.refreshToken });
		expect(renewed.status).toBe(201);
	});

	test('is disabled only by a code or a mailed token', async () => {
		expect((await post('2fa/disable', {})).data.message).toEqual(['2FA is not enabled']);
		const secret = await enable();
		expect((await post('2fa/disable', {})).status).toBe(400);
		expect(codeOf(await post('2fa/disable', { otpCode: wrong(code(secret)) }))).toEqual([
			400,
			'AUTH.OTP',
		]);
		expect((await post('2fa/disable', { otpCode: code(secret) })).status).toBe(201);
		await enable();
		expect((await post('2fa/disable/request-email')).status).toBe(201);
		const emailConfirmationToken = await mailed('disableTwoFactor');
		expect((await post('2fa/disable', { emailConfirmationToken })).status).toBe(201);
		expect((await post('login/otp', { otpCode: '123456' })).status).toBe(400);
	});

	test('cannot be verified before it is requested', async () => {
		expect((await post('2fa/verify', { otpCode: '123456' })).data.message).toEqual([
			'2FA must be enabled first',
		]);
	});
});

test('a logout ends the session, its tokens and no others', async () => {
	const other = await logIn(session.sandbox);
	const mine = await logIn(session.sandbox);
	const out = await killb(session.sandbox, 'POST', '/auth/logout', { token: mine.accessToken });
	expect([out.status, out.data]).toEqual([
		201,
		{ success: true, message: 'Logged out successfully' },
	]);
	const after = await killb(session.sandbox, 'GET', '/auth/me', { token: mine.accessToken });
	expect(codeOf(after)).toEqual([401, 'AUTH.0003']);
	const { refreshToken } = mine;
	expect(codeOf(await open('POST', '/auth/refresh', { refreshToken }))).toEqual([401, 'AUTH.0003']);
	expect(
		(await killb(session.sandbox, 'GET', '/auth/me', { token: other.accessToken })).status,
	).toBe(200);
});

test.each([
	['POST', '/auth/login/otp'],
	['POST', '/auth/2fa/enable'],
	['POST', '/auth/2fa/verify'],
	['POST', '/auth/2fa/disable'],
	['POST', '/auth/2fa/disable/request-email'],
	['POST', '/auth/password/change'],
	['GET', '/auth/invite'],
	['POST', '/auth/invite'],
	['POST', '/auth/logout'],
])('%s %s requires a token', async (method, path) => {
	expect(codeOf(await open(method, path))).toEqual([401, 'AUTH.0003']);
});
