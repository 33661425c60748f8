import { renewalHeaderFor } from '../../../core/killb/credential';
import {
	callHelper,
	callLegacyHelper,
	type CredentialStore,
	HOUR,
	later,
	N8N,
	WireServer,
} from '../../support/engine';
import { KillBAccounts } from './killBAccounts';

const accounts = KillBAccounts.forThisFile();

describe('an expired token', () => {
	it('is refreshed before the request, which is sent once', async () => {
		const store = await accounts.loggedIn();
		const { accessToken } = await store.read('killBApi');
		later(HOUR);
		await accounts.ask(store);
		expect(accounts.standIn.log).toEqual(['refresh 201', 'GET /users 200']);
		expect((await store.read('killBApi')).accessToken).not.toBe(accessToken);
	});

	it('is replaced by a login if the refresh is rejected', async () => {
		const store = await accounts.loggedIn();
		accounts.standIn.account.rejectRefresh = true;
		later(HOUR);
		await accounts.ask(store);
		expect(accounts.standIn.log).toEqual(['refresh 401', 'login 201', 'GET /users 200']);
	});

	it('is replaced by a login if there is no refresh token', async () => {
		const store = await accounts.loggedIn();
		await store.edit('killBApi', { refreshToken: '' });
		later(HOUR);
		await accounts.ask(store);
		expect(accounts.standIn.log).toEqual(['login 201', 'GET /users 200']);
	});

	it('is refreshed again an hour later, with the new refresh token', async () => {
		const store = await accounts.loggedIn();
		later(HOUR);
		await accounts.ask(store);
		const { refreshToken } = await store.read('killBApi');
		later(HOUR);
		await accounts.ask(store);
		expect(accounts.standIn.log.filter((line) => line === 'refresh 201')).toHaveLength(2);
		const last = accounts.standIn.server.requests.at(-2);
		expect(JSON.parse(String(last?.body))).toEqual({ refreshToken });
	});
});

describe('a 401 response to a token that looks valid', () => {
	it('renews the session and sends the request once more', async () => {
		const store = await accounts.loggedIn();
		accounts.standIn.revoke();
		expect(await accounts.ask(store)).toEqual({ ok: true });
		expect(accounts.standIn.log.filter((line) => line.startsWith('GET /users'))).toEqual([
			'GET /users 401',
			'GET /users 200',
		]);
		expect(accounts.standIn.log.filter((line) => /^(login|refresh)/.test(line))).toHaveLength(1);
	});

	it('fails after the second time', async () => {
		const store = await accounts.loggedIn();
		accounts.standIn.account.answer = ({ target }) => ({
			status: target.endsWith('/users') ? 401 : 200,
			body: {},
		});
		await expect(accounts.ask(store)).rejects.toMatchObject({
			name: 'NodeApiError',
			httpCode: '401',
		});
		const sent = accounts.standIn.log.filter((line) => line.startsWith('GET /users'));
		expect(sent).toEqual(['GET /users 401', 'GET /users 401']);
	});

	it('is reported as transient if the token expired meanwhile, so the node retries', async () => {
		const store = await accounts.loggedIn();
		accounts.standIn.account.answer = () => {
			later(HOUR);
			return { status: 401, body: {} };
		};
		await expect(accounts.ask(store)).rejects.toMatchObject(
			N8N.keepsCause ? { cause: { isTransient: true } } : { httpCode: 'KILLB_SESSION_NOT_RENEWED' },
		);
		accounts.standIn.account.answer = () => ({ body: { ok: true } });
		expect(await accounts.ask(store)).toEqual({ ok: true });
		expect(accounts.standIn.log).toEqual(['GET /users 401', 'refresh 201', 'GET /users 200']);
	});

	it.each([403, 419, 429, 500])(
		'has no effect as %i: nothing is renewed or retried',
		async (status) => {
			const store = await accounts.loggedIn();
			accounts.standIn.account.answer = () => ({ status, body: {} });
			await expect(accounts.ask(store)).rejects.toMatchObject({ httpCode: String(status) });
			expect(accounts.standIn.log).toEqual([`GET /users ${status}`]);
		},
	);
});

/** The request of the KillB node's operation Refresh Token. */
const renewByHand = async (store: CredentialStore) =>
	await callHelper({
		credentials: store,
		credentialType: 'killBApi',
		options: { url: '/api/v2/auth/me', headers: renewalHeaderFor('refresh'), json: true },
	});

describe('a payment sent by the HTTP Request node', () => {
	const pay = async (store: CredentialStore) =>
		await callLegacyHelper({
			credentials: store,
			credentialType: 'killBApi',
			options: {
				method: 'POST',
				uri: `${accounts.standIn.url}/api/v2/ramps`,
				body: { amount: 1 },
				json: true,
			},
		});

	it('is sent once even if it fails, because n8n would send it again after a renewal', async () => {
		const store = await accounts.loggedIn();
		accounts.standIn.account.answer = ({ method }) => ({
			status: method === 'POST' ? 500 : 200,
			body: {},
		});
		await expect(pay(store)).rejects.toMatchObject({ httpCode: '500' });
		expect(accounts.standIn.log.filter((line) => line.startsWith('POST'))).toEqual([
			'POST /ramps 500',
		]);
	});

	it('is sent once, even if the token expires before it fails', async () => {
		const store = await accounts.loggedIn();
		accounts.standIn.account.answer = () => {
			later(HOUR);
			return { status: 500, body: {} };
		};
		await expect(pay(store)).rejects.toMatchObject({ httpCode: '500' });
		expect(accounts.standIn.log).toEqual(['POST /ramps 500']);
	});

	it('is sent once, even if another execution has a newer session by then', async () => {
		const store = await accounts.loggedIn();
		accounts.standIn.account.answer = async ({ method }) => {
			if (method !== 'POST') return { status: 200, body: {} };
			await renewByHand(store);
			return { status: 500, body: {} };
		};
		await expect(pay(store)).rejects.toMatchObject({ httpCode: '500' });
		expect(accounts.standIn.log.filter((line) => line.startsWith('POST'))).toEqual([
			'POST /ramps 500',
		]);
	});

	it('is sent once with a new token if the old one has expired', async () => {
		const store = await accounts.loggedIn();
		later(HOUR);
		expect(await pay(store)).toEqual({ ok: true });
		expect(accounts.standIn.log).toEqual(['refresh 201', 'POST /ramps 200']);
	});
});

describe('the token', () => {
	it('goes to no other host and follows no redirect', async () => {
		const elsewhere = await WireServer.start();
		try {
			const store = await accounts.loggedIn();
			const abroad = callHelper({
				credentials: store,
				credentialType: 'killBApi',
				options: { url: `${elsewhere.url}/api/v2/users` },
			});
			await expect(abroad).rejects.toThrow(/can only be used for URLs below/);
			const headers = { Location: `${elsewhere.url}/stolen` };
			accounts.standIn.account.answer = () => ({ status: 307, headers });
			await expect(accounts.ask(store)).rejects.toMatchObject({ httpCode: '307' });
			expect(elsewhere.requests).toEqual([]);
		} finally {
			await elsewhere.close();
		}
	});

	it('is in no error that n8n would store', async () => {
		const store = await accounts.loggedIn();
		const { accessToken } = await store.read('killBApi');
		accounts.standIn.account.answer = () => ({ status: 500, body: {} });
		const error: unknown = await accounts.ask(store).catch((caught: unknown) => caught);
		expect(JSON.stringify(error)).not.toContain(String(accessToken));
	});
});
