import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	attachSession,
	renewalHeaderFor,
	renewSession,
	RETRY_HEADER,
	SessionExpired,
} from '../../../core/killb/credential';
import {
	checkLogin,
	type HttpRequest,
	tokenBinding,
	SessionContested,
} from '../../../core/killb/login';
import { generationMark } from '../../../core/killb/webhookSecret';
import { fields, server } from './killbLogins';

/** n8n's helper in front of such a server, and the requests it received. */
function helper(...answers: Parameters<typeof server>) {
	const { exchange } = server(...answers);
	const requested: Array<{ path: string; body?: Record<string, unknown>; apiKey?: string }> = [];
	const httpRequest: HttpRequest = async ({ method, url, body, headers }) => {
		const { pathname: path } = new URL(url);
		const apiKey = headers['x-api-key'];
		requested.push({
			path,
			...(body ? { body } : {}),
			...(apiKey === undefined ? {} : { apiKey }),
		});
		const { status, ...answer } = await exchange({ method, path, ...(body ? { body } : {}) });
		return { statusCode: status, ...answer };
	};
	return { requested, httpRequest };
}

let people = 0;
/** A credential as n8n passes it for one request, of an account that no other test uses. */
const credential = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
	...fields,
	email: `ops${people++}@example.com`,
	...more,
});
const me = () => ({ method: 'GET', url: '/api/v2/auth/me', headers: {} });

describe('the session of n8n’s credential', () => {
	it('is fetched with the login, stored with its account, and then attached', async () => {
		const { requested, httpRequest } = helper();
		const copy = credential();
		await expect(attachSession(copy, me(), Date.now())).rejects.toThrow(SessionExpired);
		const renewed = await renewSession(copy, httpRequest);
		expect(requested).toEqual([
			{ path: '/api/v2/auth/login', body: { email: copy.email, password: fields.password } },
		]);
		expect(renewed).toEqual({
			accessToken: 'access1',
			refreshToken: 'refresh1',
			renewAt: expect.stringMatching(/^\d{13}$/) as string,
			tokenBinding: await tokenBinding(checkLogin({ ...fields, email: String(copy.email) })),
		});
		const sent = await attachSession({ ...copy, ...renewed }, me(), Date.now());
		expect(sent.headers).toEqual({ Authorization: 'Bearer access1' });
	});

	it('is this process’s own session if the stored one is older', async () => {
		const { requested, httpRequest } = helper();
		const copy = credential();
		const first = await renewSession(copy, httpRequest);
		const over = { ...copy, ...first, renewAt: '1' };
		await expect(attachSession(over, me(), Date.now())).rejects.toThrow(SessionExpired);
		// The process knows a newer session than the stored one.
		expect(await renewSession(over, httpRequest)).toEqual(first);
		const elsewhere = { ...copy, ...first, accessToken: 'older', renewAt: '1' };
		expect(await renewSession(elsewhere, httpRequest)).toEqual(first);
		expect(requested).toHaveLength(1);
	});

	it('is refreshed if KillB rejects the token of the request', async () => {
		const { requested, httpRequest } = helper({ me: 401 });
		const copy = credential();
		Object.assign(copy, await renewSession(copy, httpRequest));
		await attachSession(copy, me(), Date.now());
		expect(await renewSession(copy, httpRequest)).toMatchObject({ accessToken: 'access3' });
		expect(requested.slice(1)).toEqual([
			{ path: '/api/v2/auth/me' },
			{ path: '/api/v2/auth/refresh', body: { refreshToken: 'refresh1' } },
		]);
	});

	it('is renewed once for a request that demands it, even if it is still valid', async () => {
		const { requested, httpRequest } = helper();
		const copy = credential();
		Object.assign(copy, await renewSession({ ...copy }, httpRequest));
		const request = { ...me(), headers: renewalHeaderFor('refresh') };
		await expect(attachSession(copy, request, Date.now())).rejects.toThrow(SessionExpired);
		Object.assign(copy, await renewSession(copy, httpRequest));
		expect((await attachSession(copy, request, Date.now())).headers).toEqual({
			Authorization: 'Bearer access2',
		});
		expect(requested.map(({ path }) => path.split('/').pop())).toEqual(['login', 'refresh']);
	});

	it('is not fetched twice for a renewal request that found none', async () => {
		const { requested, httpRequest } = helper();
		const copy = credential();
		Object.assign(copy, await renewSession(copy, httpRequest));
		const request = { ...me(), headers: renewalHeaderFor('login') };
		expect((await attachSession(copy, request, Date.now())).headers).toEqual({
			Authorization: 'Bearer access1',
		});
		expect(requested).toHaveLength(1);
	});

	it('is fetched for a renewal request that found a session fetched for another one', async () => {
		const { requested, httpRequest } = helper();
		const copy = credential();
		const known = await renewSession(copy, httpRequest);
		const older = { ...copy, ...known, accessToken: 'older', renewAt: '1' };
		Object.assign(older, await renewSession(older, httpRequest));
		expect(requested).toHaveLength(1);
		const request = { ...me(), headers: renewalHeaderFor('login') };
		await expect(attachSession(older, request, Date.now())).rejects.toThrow(SessionExpired);
	});

	it('is awaited by a retried request if it ends repeatedly', async () => {
		const { requested, httpRequest } = helper({ me: 401, refresh: 401 });
		const copy = credential();
		const ended = async (headers: Record<string, unknown>) => {
			const request = { ...me(), headers };
			const { accessToken } = copy;
			expect((await attachSession(copy, request, Date.now())).headers).toEqual({
				Authorization: `Bearer ${String(accessToken)}`,
			});
			expect(request.headers).toEqual({});
			const renewed = renewSession(copy, httpRequest);
			Object.assign(copy, await renewed);
		};
		Object.assign(copy, await renewSession({ ...copy }, httpRequest));
		await ended({});
		await ended({});
		await expect(ended({ ...RETRY_HEADER })).rejects.toBeInstanceOf(SessionContested);
		// The next attempt has its own copy and finds the same session in the store: nothing else
		// fetched one.
		const next = { ...copy };
		await expect(attachSession(next, me(), Date.now())).rejects.toThrow(SessionExpired);
		expect(await renewSession(next, httpRequest)).toMatchObject({
			tokenBinding: copy.tokenBinding,
		});
		expect(requested.filter(({ path }) => path.endsWith('/login'))).toHaveLength(4);
	});

	it('is kept if KillB still accepts it', async () => {
		const { requested, httpRequest } = helper();
		const copy = credential();
		Object.assign(copy, await renewSession({ ...copy }, httpRequest));
		expect(await renewSession(copy, httpRequest)).toBeUndefined();
		expect(requested.map(({ path }) => path.split('/').pop())).toEqual(['login', 'me']);
	});

	it('is sent with the legacy key while that is switched on', async () => {
		const { requested, httpRequest } = helper();
		const copy = credential({ legacyHeader: true, apiKey: 'k' });
		const renewed = await renewSession(copy, httpRequest);
		expect(requested[0]?.apiKey).toBe('k');
		expect((await attachSession({ ...copy, ...renewed }, me(), Date.now())).headers).toEqual({
			Authorization: 'Bearer access1',
			'x-api-key': 'k',
		});
		const off = credential({ legacyHeader: 'true', apiKey: 'k' });
		await renewSession(off, httpRequest);
		expect(requested[1]?.apiKey).toBeUndefined();
	});

	it.each([
		['email', 'The Email of the KillB credential is not a valid email address'],
		['password', 'The Password of the KillB credential is empty'],
		['baseUrl', 'Base URL'],
	])('is not requested without %s, and the error says so', async (name, message) => {
		const { requested, httpRequest } = helper();
		await expect(renewSession(credential({ [name]: undefined }), httpRequest)).rejects.toThrow(
			message,
		);
		expect(requested).toEqual([]);
	});

	it('belongs to the selected environment', async () => {
		const hosts: string[] = [];
		const { httpRequest } = helper();
		const listening = async (options: Parameters<HttpRequest>[0]) => {
			hosts.push(new URL(options.url).host);
			return await httpRequest(options);
		};
		await renewSession(credential({ environment: 'sandbox' }), listening);
		await renewSession(credential({ environment: 'production' }), listening);
		expect(hosts).toEqual(['sandbox.killb.app', 'killb.app']);
	});
});

describe('the generated webhook secret', () => {
	const marked = (mark: 'new' | 'replaces') => ({ ...me(), headers: generationMark(mark) });

	it('is created for a request that demands it, and stored with the existing session', async () => {
		const { requested, httpRequest } = helper();
		const copy = credential();
		Object.assign(copy, await renewSession({ ...copy }, httpRequest));
		const request = marked('new');
		await expect(attachSession(copy, request, Date.now())).rejects.toThrow(SessionExpired);
		const stored = await renewSession(copy, httpRequest);
		expect(stored).toEqual({
			accessToken: copy.accessToken,
			refreshToken: copy.refreshToken,
			renewAt: copy.renewAt,
			tokenBinding: copy.tokenBinding,
			generatedSecret: expect.stringMatching(/^[\w-]{43}$/) as string,
			earlierSigningUntil: '',
		});
		Object.assign(copy, stored);
		expect((await attachSession(copy, request, Date.now())).headers).toEqual({
			Authorization: 'Bearer access1',
		});
		expect(requested).toHaveLength(1);
	});

	it('is created together with a session if there is none', async () => {
		const { httpRequest } = helper();
		const copy = credential();
		await expect(attachSession(copy, marked('new'), Date.now())).rejects.toThrow(SessionExpired);
		expect(await renewSession(copy, httpRequest)).toMatchObject({
			accessToken: 'access1',
			generatedSecret: expect.stringMatching(/^.{43}$/) as string,
		});
	});

	it('is random', async () => {
		const keys = new Set<unknown>();
		for (let count = 0; count < 5; count++) {
			const copy = credential({ accessToken: 'x' });
			await expect(attachSession(copy, marked('new'), 0)).rejects.toThrow(SessionExpired);
			keys.add((await renewSession(copy, helper().httpRequest))?.generatedSecret);
		}
		expect(keys.size).toBe(5);
	});

	it('is never replaced', async () => {
		const { httpRequest } = helper();
		const copy = credential({ generatedSecret: 'k' });
		Object.assign(copy, await renewSession(copy, httpRequest));
		await attachSession(copy, marked('new'), Date.now());
		expect(await renewSession({ ...copy, renewAt: '1' }, httpRequest)).not.toHaveProperty(
			'generatedSecret',
		);
	});

	it('keeps the secret of version 0.1 valid for seven days if a webhook may be registered', async () => {
		const { httpRequest } = helper();
		const copy = credential();
		await expect(attachSession(copy, marked('replaces'), 0)).rejects.toThrow(SessionExpired);
		expect(await renewSession(copy, httpRequest, 1000)).toMatchObject({
			earlierSigningUntil: String(1000 + 7 * 86_400_000),
		});
	});

	it('is not created for any other request', async () => {
		const { httpRequest } = helper();
		expect(await renewSession(credential(), httpRequest)).not.toHaveProperty('generatedSecret');
	});
});

describe('the stored login fingerprint', () => {
	it('is made by scrypt and equals openssl’s output', async () => {
		const login = checkLogin({ ...fields, email: 'ops@example.com', password: 'a password' });
		const account = JSON.stringify([login.root.origin, login.root.path, 'ops@example.com']);
		const salt = createHash('sha256').update(account).digest('hex');
		const options = [
			'pass:a password',
			`hexsalt:${salt}`,
			'n:32768',
			'r:8',
			'p:1',
			'maxmem_bytes:67108864',
		];
		const output = execFileSync('openssl', [
			'kdf',
			'-keylen',
			'32',
			...options.flatMap((option) => ['-kdfopt', option]),
			'SCRYPT',
		]);
		expect(await tokenBinding(login)).toBe(
			output.toString().trim().replaceAll(':', '').toLowerCase(),
		);
	});

	it('differs from the value that tells logins apart in this process', async () => {
		const login = checkLogin(fields);
		expect(await tokenBinding(login)).not.toBe(login.fingerprint);
	});
});
