import {
	callHelper,
	callLegacyHelper,
	type CredentialData,
	CredentialStore,
	testCredential,
	WireServer,
} from '../harness';
import { KillBStandIn } from './killBStandIn';

let killb: KillBStandIn;

/*
 * The clock of this process stands still, for client and stand-in alike, and moves only as a test says; timers and sockets
 * are real. It is set before the package is loaded.
 */
beforeAll(async () => {
	jest.useFakeTimers({
		doNotFake: [
			...(['hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
			...(['setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const),
			...(['setTimeout', 'clearTimeout'] as const),
		],
	});
	killb = await KillBStandIn.start();
});

afterAll(async () => {
	await killb.server.close();
	jest.useRealTimers();
});

beforeEach(() => killb.begin());

const HOUR = 3_600_000;
const later = (milliseconds: number) => jest.setSystemTime(Date.now() + milliseconds);

const ask = async (credentials: CredentialData | CredentialStore, path = '/users') =>
	await callHelper({
		credentials,
		credentialType: 'killBApi',
		options: { url: `/api/v2${path}`, json: true },
	});

const askAtOnce = async (store: CredentialStore, times: number) =>
	await Promise.all(Array.from({ length: times }, async () => await ask(store)));

/** A store that already went through a login, and an empty log. */
async function loggedIn(): Promise<CredentialStore> {
	const store = await CredentialStore.of(killb.fields());
	await ask(store);
	killb.log.length = 0;
	return store;
}

describe('the first request', () => {
	it('logs in, is sent with the token, and leaves token, refresh token and binding in the store', async () => {
		const store = await CredentialStore.of(killb.fields());
		expect(await ask(store)).toEqual({ ok: true });
		expect(killb.log).toEqual(['login 201', 'GET /users 200']);
		const { accessToken, refreshToken, tokenBinding } = await store.read('killBApi');
		expect(killb.server.requests[1]?.headers.authorization).toBe(`Bearer ${String(accessToken)}`);
		expect(refreshToken).toMatch(/^ey/);
		expect(tokenBinding).toMatch(/^[0-9a-f]{64}$/);
	});

	it('is the only one that logs in', async () => {
		const store = await loggedIn();
		await ask(store);
		await ask(store);
		expect(killb.log).toEqual(['GET /users 200', 'GET /users 200']);
	});
});

describe('an expired token', () => {
	it('is refreshed before sending: the request itself goes over the wire once', async () => {
		const store = await loggedIn();
		const { accessToken } = await store.read('killBApi');
		later(HOUR);
		await ask(store);
		expect(killb.log).toEqual(['refresh 201', 'GET /users 200']);
		expect((await store.read('killBApi')).accessToken).not.toBe(accessToken);
	});

	it('is replaced by a login when the refresh is refused', async () => {
		const store = await loggedIn();
		killb.account.refuseRefresh = true;
		later(HOUR);
		await ask(store);
		expect(killb.log).toEqual(['refresh 401', 'login 201', 'GET /users 200']);
	});

	it('is replaced by a login when there is no refresh token', async () => {
		const store = await loggedIn();
		await store.edit('killBApi', { refreshToken: '' });
		later(HOUR);
		await ask(store);
		expect(killb.log).toEqual(['login 201', 'GET /users 200']);
	});

	it('is refreshed again an hour later, with the new refresh token', async () => {
		const store = await loggedIn();
		later(HOUR);
		await ask(store);
		const { refreshToken } = await store.read('killBApi');
		later(HOUR);
		await ask(store);
		expect(killb.log.filter((line) => line === 'refresh 201')).toHaveLength(2);
		const last = killb.server.requests.at(-2);
		expect(JSON.parse(String(last?.body))).toEqual({ refreshToken });
	});
});

describe('a login that the user edits', () => {
	it('does not go on with the token of the old password', async () => {
		const store = await loggedIn();
		killb.account.passwords.push('Other-Passw0rd');
		await store.edit('killBApi', { password: 'Other-Passw0rd' });
		await ask(store);
		expect(killb.log).toEqual(['login 201', 'GET /users 200']);
		expect(JSON.parse(String(killb.server.requests.at(-2)?.body))).toMatchObject({
			password: 'Other-Passw0rd',
		});
	});

	it('does not go on with the token of the old e-mail address', async () => {
		const store = await loggedIn();
		await store.edit('killBApi', { email: 'another@killb.example' });
		await ask(store);
		expect(killb.log).toEqual(['login 201', 'GET /users 200']);
	});

	it('does not show the test button green for a wrong password', async () => {
		const store = await loggedIn();
		await store.edit('killBApi', { password: 'Wrong-Passw0rd' });
		expect(await testCredential('killBApi', store)).toMatchObject({ status: 'Error' });
		expect(killb.log).toEqual(['login 401']);
	});
});

describe('a wrong password', () => {
	it('is tried once, not twice', async () => {
		const wrong = killb.fields({ password: 'Wrong-Passw0rd' });
		await expect(ask(wrong)).rejects.toThrow(/KillB/);
		expect(killb.log).toEqual(['login 401']);
	});

	it('is tried once for 20 items at the same time', async () => {
		const store = await CredentialStore.of(killb.fields({ password: 'Wrong-Passw0rd' }));
		const results = await Promise.allSettled(
			Array.from({ length: 20 }, async () => await ask(store)),
		);
		expect(results.map(({ status }) => status)).toEqual(Array(20).fill('rejected'));
		expect(killb.log).toEqual(['login 401']);
	});

	it('is tried once by the HTTP Request node too', async () => {
		const call = callLegacyHelper({
			credentials: killb.fields({ password: 'Wrong-Passw0rd' }),
			credentialType: 'killBApi',
			options: { uri: `${killb.url}/api/v2/users`, json: true },
		});
		await expect(call).rejects.toThrow(/KillB/);
		expect(killb.log).toEqual(['login 401']);
	});
});

describe('20 items in parallel', () => {
	const allFine = (log: string[]) => log.filter((line) => line === 'GET /users 200').length;

	it('make one login', async () => {
		const store = await CredentialStore.of(killb.fields());
		await askAtOnce(store, 20);
		expect(killb.log.filter((line) => line.startsWith('login'))).toEqual(['login 201']);
		expect(killb.log).toHaveLength(21);
		expect(allFine(killb.log)).toBe(20);
	});

	it('make one refresh when the token has expired, also where a new one ends the old', async () => {
		killb.begin({ singleSession: true });
		const store = await loggedIn();
		later(HOUR);
		await askAtOnce(store, 20);
		expect(killb.log.filter((line) => !line.startsWith('GET'))).toEqual(['refresh 201']);
		expect(allFine(killb.log)).toBe(20);
		expect(killb.log).toHaveLength(21);
	});

	it('all succeed when the server has ended the session, with one new session', async () => {
		killb.begin({ singleSession: true });
		const store = await loggedIn();
		killb.revoke();
		await askAtOnce(store, 20);
		const renewals = killb.log.filter((line) => /^(login|refresh)/.test(line));
		expect(renewals).toEqual(['refresh 201']);
		expect(allFine(killb.log)).toBe(20);
	});
});

describe('an answer of 401 to a token that looks good', () => {
	it('renews the session and sends the request once more', async () => {
		const store = await loggedIn();
		killb.revoke();
		expect(await ask(store)).toEqual({ ok: true });
		expect(killb.log.filter((line) => line.startsWith('GET /users'))).toEqual([
			'GET /users 401',
			'GET /users 200',
		]);
		expect(killb.log.filter((line) => /^(login|refresh)/.test(line))).toHaveLength(1);
	});

	it('is given up after the second time', async () => {
		const store = await loggedIn();
		killb.account.answer = ({ target }) => ({
			status: target.endsWith('/users') ? 401 : 200,
			body: {},
		});
		await expect(ask(store)).rejects.toMatchObject({ name: 'NodeApiError', httpCode: '401' });
		const sent = killb.log.filter((line) => line.startsWith('GET /users'));
		expect(sent).toEqual(['GET /users 401', 'GET /users 401']);
	});

	it.each([403, 419, 429, 500])(
		'is not what %i is: nothing is renewed or repeated',
		async (status) => {
			const store = await loggedIn();
			killb.account.answer = () => ({ status, body: {} });
			await expect(ask(store)).rejects.toMatchObject({ httpCode: String(status) });
			expect(killb.log).toEqual([`GET /users ${status}`]);
		},
	);
});

describe('a payment that the HTTP Request node sends', () => {
	const pay = async (store: CredentialStore) =>
		await callLegacyHelper({
			credentials: store,
			credentialType: 'killBApi',
			options: {
				method: 'POST',
				uri: `${killb.url}/api/v2/ramps`,
				body: { amount: 1 },
				json: true,
			},
		});

	it('is sent once, even when it fails: n8n would renew the session and send it again', async () => {
		const store = await loggedIn();
		killb.account.answer = ({ method }) => ({ status: method === 'POST' ? 500 : 200, body: {} });
		await expect(pay(store)).rejects.toMatchObject({ httpCode: '500' });
		expect(killb.log.filter((line) => line.startsWith('POST'))).toEqual(['POST /ramps 500']);
	});

	it('is sent once with a new token when the old one has expired', async () => {
		const store = await loggedIn();
		later(HOUR);
		expect(await pay(store)).toEqual({ ok: true });
		expect(killb.log).toEqual(['refresh 201', 'POST /ramps 200']);
	});
});

describe('the token', () => {
	it('goes to no other host and follows no redirect', async () => {
		const elsewhere = await WireServer.start();
		try {
			const store = await loggedIn();
			const abroad = callHelper({
				credentials: store,
				credentialType: 'killBApi',
				options: { url: `${elsewhere.url}/api/v2/users` },
			});
			await expect(abroad).rejects.toThrow(/only used below/);
			const headers = { Location: `${elsewhere.url}/stolen` };
			killb.account.answer = () => ({ status: 307, headers });
			await expect(ask(store)).rejects.toMatchObject({ httpCode: '307' });
			expect(elsewhere.requests).toEqual([]);
		} finally {
			await elsewhere.close();
		}
	});

	it('is in no error that n8n would store', async () => {
		const store = await loggedIn();
		const { accessToken } = await store.read('killBApi');
		killb.account.answer = () => ({ status: 500, body: {} });
		const error: unknown = await ask(store).catch((caught: unknown) => caught);
		expect(JSON.stringify(error)).not.toContain(String(accessToken));
	});
});

describe('the test button', () => {
	it('logs in, asks who is logged in and keeps the session', async () => {
		const store = await CredentialStore.of(killb.fields());
		expect(await testCredential('killBApi', store)).toMatchObject({ status: 'OK' });
		expect(killb.log).toEqual(['login 201', 'GET /auth/me 200']);
		await ask(store);
		expect(killb.log.at(-1)).toBe('GET /users 200');
		expect(killb.log).toHaveLength(3);
	});

	it('says that the password is wrong', async () => {
		const wrong = killb.fields({ password: 'Wrong-Passw0rd' });
		expect(await testCredential('killBApi', wrong)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/e-?mail|password/i) as string,
		});
		expect(killb.log).toEqual(['login 401']);
	});

	it('says that the address is wrong', async () => {
		const nowhere = killb.fields({ baseUrl: 'http://127.0.0.1:1' });
		expect(await testCredential('killBApi', nowhere)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/could not be reached|refused the connection/) as string,
		});
	});
});
