import { checkLogin, exchangeThrough, type HttpRequest } from '../../../core/killb/login';
import { fields, login } from './killbLogins';

const ask = { method: 'GET', path: '/api/v2/auth/me', accessToken: 'token' } as const;

/** n8n's helper, which always gives the same response and records its options. */
function helper(answer: unknown) {
	const given: Array<Parameters<HttpRequest>[0]> = [];
	const request: HttpRequest = async (options) => {
		given.push(options);
		return await Promise.resolve(answer);
	};
	return { given, request };
}

describe('a login request', () => {
	it('returns the status, the body, and headers by lower-case names', async () => {
		const headers = { 'Retry-After': 7, 'x-request-id': 'a' };
		const { request } = helper({ statusCode: 429, headers, body: { a: 1 } });
		expect(await exchangeThrough(request, login)(ask)).toEqual({
			status: 429,
			headers: { 'retry-after': '7', 'x-request-id': 'a' },
			body: { a: 1 },
		});
	});

	it('accepts every status and follows no redirect, so the password goes nowhere else', async () => {
		const { given, request } = helper({ statusCode: 200, body: '' });
		const exchange = exchangeThrough(request, login);
		await exchange(ask);
		await exchange({ method: 'POST', path: '/api/v2/auth/login', body: { email: 'a' } });
		expect(given).toEqual([
			expect.objectContaining({
				url: 'http://127.0.0.1:8787/api/v2/auth/me',
				headers: { Authorization: 'Bearer token' },
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				returnFullResponse: true,
				timeout: 30_000,
			}),
			expect.objectContaining({ method: 'POST', headers: {}, body: { email: 'a' } }),
		]);
	});

	it('is sent with the legacy key if the credential has one', async () => {
		const { given, request } = helper({ statusCode: 200, body: '' });
		await exchangeThrough(request, checkLogin({ ...fields, legacyHeader: true, apiKey: 'k' }))(ask);
		expect(given[0]?.headers).toEqual({ Authorization: 'Bearer token', 'x-api-key': 'k' });
	});

	it.each([
		['ECONNREFUSED', true, 'connection refused'],
		['ECONNRESET', true, 'the connection was closed'],
		['ECONNABORTED', true, 'the connection timed out'],
		['EAI_AGAIN', true, 'could not be looked up'],
		['ENOTFOUND', false, 'the host name does not exist'],
		['CERT_HAS_EXPIRED', false, 'its certificate has expired'],
		['SOMETHING_ELSE', true, 'the connection failed'],
	])('describes %s and says whether it is transient', async (code, isTransient, words) => {
		const request: HttpRequest = async () =>
			await Promise.reject(Object.assign(new Error(`connect ${code}`), { code }));
		const error: unknown = await exchangeThrough(request, login)(ask).catch((e: unknown) => e);
		expect(error).toMatchObject({
			isTransient,
			message: expect.stringMatching(
				new RegExp(`^Could not reach KillB at http://127\\.0\\.0\\.1:8787: .*${words}`),
			) as string,
		});
		expect(String(error)).not.toContain(code);
	});
});
