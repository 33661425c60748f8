import { callLegacyHelper, CredentialStore, testCredential } from '../../support/engine';
import { KillBAccounts } from './killBAccounts';

const accounts = KillBAccounts.forThisFile();

describe('the first request', () => {
	it('logs in, is sent with the token, and stores token, refresh token and fingerprint', async () => {
		const store = await CredentialStore.of(accounts.standIn.fields());
		expect(await accounts.ask(store)).toEqual({ ok: true });
		expect(accounts.standIn.log).toEqual(['login 201', 'GET /users 200']);
		const { accessToken, refreshToken, tokenBinding } = await store.read('killBApi');
		expect(accounts.standIn.server.requests[1]?.headers.authorization).toBe(
			`Bearer ${String(accessToken)}`,
		);
		expect(refreshToken).toMatch(/^ey/);
		expect(tokenBinding).toMatch(/^[0-9a-f]{64}$/);
	});

	it('is the only one that logs in', async () => {
		const store = await accounts.loggedIn();
		await accounts.ask(store);
		await accounts.ask(store);
		expect(accounts.standIn.log).toEqual(['GET /users 200', 'GET /users 200']);
	});
});

describe('an edited login', () => {
	it('does not reuse the token of the old password', async () => {
		const store = await accounts.loggedIn();
		accounts.standIn.account.passwords.push('Other-Passw0rd');
		await store.edit('killBApi', { password: 'Other-Passw0rd' });
		await accounts.ask(store);
		expect(accounts.standIn.log).toEqual(['login 201', 'GET /users 200']);
		expect(JSON.parse(String(accounts.standIn.server.requests.at(-2)?.body))).toMatchObject({
			password: 'Other-Passw0rd',
		});
	});

	it('does not reuse the token of the old e-mail address', async () => {
		const store = await accounts.loggedIn();
		await store.edit('killBApi', { email: 'another@accounts.standIn.example' });
		await accounts.ask(store);
		expect(accounts.standIn.log).toEqual(['login 201', 'GET /users 200']);
	});

	it('does not make the test succeed with a wrong password', async () => {
		const store = await accounts.loggedIn();
		await store.edit('killBApi', { password: 'Wrong-Passw0rd' });
		expect(await testCredential('killBApi', store)).toMatchObject({ status: 'Error' });
		expect(accounts.standIn.log).toEqual(['login 401']);
	});
});

describe('a wrong password', () => {
	it('is sent once, not twice', async () => {
		const wrong = accounts.standIn.fields({ password: 'Wrong-Passw0rd' });
		await expect(accounts.ask(wrong)).rejects.toThrow(/KillB/);
		expect(accounts.standIn.log).toEqual(['login 401']);
	});

	it('is sent once for 20 concurrent items', async () => {
		const store = await CredentialStore.of(accounts.standIn.fields({ password: 'Wrong-Passw0rd' }));
		const results = await Promise.allSettled(
			Array.from({ length: 20 }, async () => await accounts.ask(store)),
		);
		expect(results.map(({ status }) => status)).toEqual(Array(20).fill('rejected'));
		expect(accounts.standIn.log).toEqual(['login 401']);
	});

	it('is also sent once by the HTTP Request node', async () => {
		const call = callLegacyHelper({
			credentials: accounts.standIn.fields({ password: 'Wrong-Passw0rd' }),
			credentialType: 'killBApi',
			options: { uri: `${accounts.standIn.url}/api/v2/users`, json: true },
		});
		await expect(call).rejects.toThrow(/KillB/);
		expect(accounts.standIn.log).toEqual(['login 401']);
	});
});

describe('the test button', () => {
	it('logs in, requests the current user and keeps the session', async () => {
		const store = await CredentialStore.of(accounts.standIn.fields());
		expect(await testCredential('killBApi', store)).toMatchObject({ status: 'OK' });
		expect(accounts.standIn.log).toEqual(['login 201', 'GET /auth/me 200']);
		await accounts.ask(store);
		expect(accounts.standIn.log.at(-1)).toBe('GET /users 200');
		expect(accounts.standIn.log).toHaveLength(3);
	});

	it('reports a wrong password', async () => {
		const wrong = accounts.standIn.fields({ password: 'Wrong-Passw0rd' });
		expect(await testCredential('killBApi', wrong)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/e-?mail|password/i) as string,
		});
		expect(accounts.standIn.log).toEqual(['login 401']);
	});

	it('does not retry a rejected password, and uses another one immediately', async () => {
		const store = await CredentialStore.of(accounts.standIn.fields({ password: 'Wrong-Passw0rd' }));
		await testCredential('killBApi', store);
		expect(await testCredential('killBApi', store)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/Login attempts are paused until 20\d\d-/) as string,
		});
		expect(accounts.standIn.log).toEqual(['login 401']);
		await store.edit('killBApi', { password: 'Right-Passw0rd' });
		expect(await testCredential('killBApi', store)).toMatchObject({ status: 'OK' });
	});

	it('reports a wrong URL', async () => {
		const nowhere = accounts.standIn.fields({ baseUrl: 'http://127.0.0.1:1' });
		expect(await testCredential('killBApi', nowhere)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('Could not reach KillB at') as string,
		});
	});
});
