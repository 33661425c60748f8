import type { NodeResult } from '../../support/engine';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';

const sandbox = KillBSandbox.forEachTest();

/** Everything that n8n would store of an execution, as text. */
function stored({ data, runData, error }: NodeResult): string {
	return JSON.stringify({ data, runData, error: { ...error, message: error?.message } });
}

describe('Auth: Get Current User', () => {
	it('returns the user of the credential', async () => {
		const { items, error } = await sandbox.run('auth.getCurrentUser');
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{
				json: expect.objectContaining({ email: sandbox.running.details.email }) as object,
				pairedItem: { item: 0 },
			},
		]);
		expect(sandbox.requests()).toEqual(['POST /auth/login 201', 'GET /auth/me 200']);
	});
});

describe.each([
	['auth.logIn', 'login', 'POST /auth/login 201'],
	['auth.refreshToken', 'refresh', 'POST /auth/refresh 201'],
] as const)('%s', (operation, mark, renewal) => {
	it('logs in once if there is no session yet', async () => {
		const { items, error } = await sandbox.run(operation);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ email: sandbox.running.details.email });
		expect(sandbox.requests()).toEqual(['POST /auth/login 201', 'GET /auth/me 200']);
	});

	it('renews a valid session exactly once per item, and stores the new one', async () => {
		const { credentialStore } = await sandbox.run('user.get', { userId: byId(SEEDED_USER_ID) });
		const before = await credentialStore.read('killBApi');
		sandbox.state.journal.clear();

		const rest = { credentials: credentialStore, items: [{}, {}] };
		const { items } = await sandbox.run(operation, {}, rest);
		expect(items).toHaveLength(2);
		expect(sandbox.requests()).toEqual([renewal, 'GET /auth/me 200', renewal, 'GET /auth/me 200']);
		const after = await credentialStore.read('killBApi');
		for (const field of ['accessToken', 'refreshToken']) {
			expect(after[field]).toEqual(expect.stringMatching(/^eyJ/));
			expect(after[field]).not.toBe(before[field]);
		}
		const [, , , last] = sandbox.arrived();
		expect(last?.headers.authorization).toBe(`Bearer ${String(after.accessToken)}`);

		sandbox.state.journal.clear();
		await sandbox.run('auth.getCurrentUser', {}, { credentials: credentialStore });
		expect(sandbox.requests()).toEqual(['GET /auth/me 200']);
	});

	it('sends no renewal header, and leaves no token in the execution', async () => {
		const { credentialStore } = await sandbox.run('auth.getCurrentUser');
		const result = await sandbox.run(operation, {}, { credentials: credentialStore });
		const { accessToken, refreshToken } = await credentialStore.read('killBApi');
		expect(stored(result)).toContain('operator@sandbox.example');
		for (const secret of [accessToken, refreshToken, sandbox.running.details.password]) {
			expect(stored(result)).not.toContain(String(secret));
		}
		for (const { headers } of sandbox.arrived()) {
			expect(Object.keys(headers)).not.toContain('x-n8n-renew-session');
			expect(Object.values(headers)).not.toContain(mark);
		}
	});

	it('fails with the reason for a wrong password, attempted once', async () => {
		const { items, error } = await sandbox.run(
			operation,
			{},
			{ credentials: sandbox.credentials({ password: 'Wrong-Passw0rd!' }) },
		);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/KillB rejected the login \(HTTP 401\).*AUTH\.0001/);
		expect(sandbox.requests()).toEqual(['POST /auth/login 401']);
	});
});

describe('Auth: Refresh Token', () => {
	it('logs in if the refresh token is rejected', async () => {
		const { credentialStore } = await sandbox.run('auth.getCurrentUser');
		sandbox.state.killb.sessions.revoke('refresh');
		sandbox.state.journal.clear();
		const { error } = await sandbox.run('auth.refreshToken', {}, { credentials: credentialStore });
		expect(error).toBeUndefined();
		expect(sandbox.requests()).toEqual([
			'POST /auth/refresh 401',
			'POST /auth/login 201',
			'GET /auth/me 200',
		]);
	});
});

describe('Auth: Log Out', () => {
	it('ends the session at KillB once per item; the next operation logs in again', async () => {
		const first = await sandbox.run('auth.logOut');
		expect(first.items[0]?.json).toEqual({ success: true, message: 'Logged out successfully' });
		expect(sandbox.requests()).toEqual(['POST /auth/login 201', 'POST /auth/logout 201']);

		const rest = { credentials: first.credentialStore };
		const { items, error } = await sandbox.run('user.get', { userId: byId(SEEDED_USER_ID) }, rest);
		expect(error).toBeUndefined();
		expect(items[0]?.json.id).toBe(SEEDED_USER_ID);
		expect(sandbox.requests().slice(2)).toEqual([
			'POST /auth/login 201',
			`GET /users/${SEEDED_USER_ID} 200`,
		]);
	});

	it('clears both tokens in the credential', async () => {
		const { credentialStore } = await sandbox.run('auth.getCurrentUser');
		const before = await credentialStore.read('killBApi');
		await sandbox.run('auth.logOut', {}, { credentials: credentialStore });
		const after = await credentialStore.read('killBApi');
		expect(after).toMatchObject({ accessToken: '', refreshToken: '', renewAt: '' });
		for (const token of [before.accessToken, before.refreshToken]) {
			expect(JSON.stringify(after)).not.toContain(String(token));
		}
	});

	it('never sends the token again that was logged out, even if n8n still stores it', async () => {
		const { credentialStore } = await sandbox.run('auth.getCurrentUser');
		const before = await credentialStore.read('killBApi');
		await sandbox.run('auth.logOut', {}, { credentials: credentialStore });
		await credentialStore.write('killBApi', before);
		sandbox.state.journal.clear();

		const { error } = await sandbox.run(
			'auth.getCurrentUser',
			{},
			{ credentials: credentialStore },
		);
		expect(error).toBeUndefined();
		expect(sandbox.requests()).toEqual(['POST /auth/login 201', 'GET /auth/me 200']);
		const sent = JSON.stringify(sandbox.arrived());
		expect(sent).not.toContain(String(before.accessToken));
		expect(sent).not.toContain(String(before.refreshToken));
	});

	it('keeps the session if KillB does not end it', async () => {
		const { credentialStore } = await sandbox.run('auth.getCurrentUser');
		const before = await credentialStore.read('killBApi');
		sandbox.state.faults.add([{ service: 'killb', path: '/auth/logout', status: 400 }]);
		const { error } = await sandbox.run('auth.logOut', {}, { credentials: credentialStore });
		expect(error).toBeDefined();
		expect(await credentialStore.read('killBApi')).toEqual(before);
		sandbox.state.journal.clear();
		await sandbox.run('auth.getCurrentUser', {}, { credentials: credentialStore });
		expect(sandbox.requests()).toEqual(['GET /auth/me 200']);
	});

	it('logs out for every item: the credential logs in again in between', async () => {
		const { items, error } = await sandbox.run('auth.logOut', {}, { items: [{}, {}, {}] });
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.success, pairedItem])).toEqual([
			[true, { item: 0 }],
			[true, { item: 1 }],
			[true, { item: 2 }],
		]);
		const ended = sandbox.ownRequests().filter((r) => r === 'POST /auth/logout 201');
		expect(ended).toHaveLength(3);
	});
});
