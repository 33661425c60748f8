import type { IDataObject } from 'n8n-workflow';
import {
	CredentialStore,
	errorIn,
	WireServer,
	type WireAnswer,
	messageIn,
} from '../../support/engine';
import { byId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';
import { PERSON_FORM } from '../../support/killb/people';

describe('a session that ends', () => {
	const sandbox = KillBSandbox.forEachTest();

	it('during a run is renewed, and the rejected request is sent once more', async () => {
		const { credentialStore } = await sandbox.run('auth.getCurrentUser');
		sandbox.state.killb.sessions.revoke('all');
		sandbox.state.journal.clear();
		const { items, error } = await sandbox.run('user.create', PERSON_FORM, {
			credentials: credentialStore,
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(sandbox.ownRequests()).toEqual([
			'POST /users 401',
			// The credential checks whether the session is dead before it logs in.
			'GET /auth/me 401',
			'POST /users 201',
		]);
		expect(sandbox.state.killb.users.size).toBe(2);
	});

	it('is not renewed if another execution has stored a newer one meanwhile', async () => {
		const server = await WireServer.start(async ({ target, headers }) => {
			if (target.endsWith('/login')) {
				return { status: 201, body: { accessToken: 'old', expiresIn: 3_600_000 } };
			}
			if (headers.authorization === 'Bearer newer') return { body: { id: 'x' } };
			await store.edit('killBApi', { accessToken: 'newer' });
			return { status: 401, body: {} };
		});
		const store = await CredentialStore.of(sandbox.credentials({ baseUrl: server.url }));
		try {
			const { error } = await sandbox.run(
				'user.get',
				{ userId: byId('x') },
				{ credentials: store },
			);
			expect(error).toBeUndefined();
			const user = 'GET /api/v2/users/x';
			expect(server.log).toEqual(['POST /api/v2/auth/login', user, user]);
		} finally {
			await server.close();
		}
	});

	it('and can’t be renewed is reported as a rejected login, not as an unknown outcome', async () => {
		let logins = 0;
		const server = await WireServer.start(({ target }) =>
			target.endsWith('/login') && ++logins === 1
				? { status: 201, body: { accessToken: 'a', refreshToken: 'r', expiresIn: 3_600_000 } }
				: { status: 401, body: { errorCode: 'AUTH.0001', message: ['Invalid'] } },
		);
		try {
			const { items } = await sandbox.run('user.create', PERSON_FORM, {
				credentials: sandbox.credentials({ baseUrl: server.url }),
				node: { onError: 'continueRegularOutput' },
			});
			expect(errorIn(items[0]?.json)).toMatchObject({
				message: expect.stringMatching(/^KillB rejected the login \(HTTP 401\)/),
				description: expect.stringMatching(/^Nothing was changed\./),
				code: 'KILLB_LOGIN_REJECTED',
			});
			expect(server.log).toEqual(
				[
					'POST auth/login',
					'POST users',
					'GET auth/me',
					'POST auth/refresh',
					'POST auth/login',
				].map((request) => request.replace(' ', ' /api/v2/')),
			);
		} finally {
			await server.close();
		}
	});

	it('is explained if KillB rejects the new one too', async () => {
		const server = await WireServer.start(({ target }) =>
			target.endsWith('/login')
				? { status: 201, body: { accessToken: 'a', refreshToken: 'r', expiresIn: 3_600_000 } }
				: { status: 401, body: { errorCode: 'AUTH.0003', message: ['Invalid token'] } },
		);
		try {
			const { error } = await sandbox.run(
				'user.get',
				{ userId: byId('x') },
				{ credentials: sandbox.credentials({ baseUrl: server.url }) },
			);
			expect(error?.message).toBe('KillB rejected the session');
			expect(error?.description).toMatch(
				/refreshed.*sent 3 times[^]*“Invalid token”\nCode: AUTH\.0003 \(HTTP 401\)\n/,
			);
			expect(error).toMatchObject({ httpCode: '401' });
		} finally {
			await server.close();
		}
	});

	it('and a rejected login are explained, after a single login request', async () => {
		const credentials = sandbox.credentials({ password: 'Wrong-Passw0rd!' });
		const { items } = await sandbox.run(
			'user.get',
			{ userId: byId('={{ $json.id }}') },
			{
				credentials,
				items: [{ id: 'a' }, { id: 'b' }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(items.map(({ json }) => messageIn(json))).toEqual([
			expect.stringMatching(/^KillB rejected the login \(HTTP 401\)/),
			expect.stringMatching(/^KillB rejected the login \(HTTP 401\)/),
		]);
		expect(sandbox.requests()).toEqual(['POST /auth/login 401']);
	});

	it('with too many requests is explained, with the time of the reset', async () => {
		const hasty = { adjustLimits: true, requestsPerSecond: 1000, burst: 1000, maximumAttempts: 1 };
		const { credentialStore } = await sandbox.run(
			'auth.getCurrentUser',
			{},
			{ credentials: sandbox.credentials(hasty) },
		);
		sandbox.state.update('limits', { killb: { perSecond: 1, burst: 1 } });
		const { error } = await sandbox.run(
			'user.get',
			{ userId: byId(SEEDED_USER_ID) },
			{ credentials: credentialStore, items: [{}, {}, {}, {}, {}] },
		);
		expect(error?.message).toBe('Too many requests');
		expect(error?.description).toMatch(
			/^Wait.*KillB asks to wait \d+ seconds?, until 20\d\d-.*Z\.\nCode: RATE_LIMIT \(HTTP 429\)\nMore/,
		);
	});
});

describe('a server that is not KillB', () => {
	const TWICE = { adjustLimits: true, maximumAttempts: 2 };
	let server: WireServer;
	let answer: WireAnswer;
	beforeEach(async () => {
		server = await WireServer.start(({ target }) =>
			target.endsWith('/login')
				? { status: 201, body: { accessToken: 'a', refreshToken: 'r', expiresIn: 3_600_000 } }
				: answer,
		);
	});
	afterEach(async () => await server.close());
	const sandbox = KillBSandbox.forEachTest();

	const get = async () =>
		await sandbox.run(
			'user.get',
			{ userId: byId('x'), simple: false },
			{ credentials: sandbox.credentials({ baseUrl: server.url, ...TWICE }) },
		);

	it.each<[string, WireAnswer, RegExp, RegExp]>([
		[
			'a page with status 403',
			{ status: 403, body: '<!doctype html><title>Blocked</title>' },
			/^KillB’s URL returned an unexpected response \(HTTP 403\)$/,
			/Base URL.*web page \("Blocked"\).*\nHTTP 403\nMore/,
		],
		[
			'a page with status 200',
			{ status: 200, body: '<html><head><title>Log in</title></head></html>' },
			/^KillB’s URL returned an unexpected response \(HTTP 200\)$/,
			/web page \("Log in"\)/,
		],
		[
			'a redirect',
			{ status: 302, headers: { Location: 'https://elsewhere.example/' } },
			/redirects to another one$/,
			/final URL.*\nHTTP 302\n/,
		],
		[
			'nothing with status 502',
			{ status: 502 },
			/^KillB had an internal error$/,
			/The response has no body\. The request was sent 2 times.*\nHTTP 502\n/,
		],
		[
			'an error of another format',
			{ status: 400, body: { statusCode: 400, message: 'plain words' } },
			/^plain words$/,
			/^Correct these fields/,
		],
		[
			'a link, which n8n’s editor shows as text',
			{ status: 200, body: 'no <a href="https://elsewhere.example/">log in here</a>' },
			/^KillB’s URL returned an unexpected response \(HTTP 200\)$/,
			/not JSON: "no <a href="https:\/\/elsewhere\.example\/">log in here<\/a>"/,
		],
		[
			'a truncated response',
			{ status: 200, body: '{"id":"x"' },
			/^KillB’s URL returned an unexpected response \(HTTP 200\)$/,
			/The response is not JSON: "\{"id":"x""/,
		],
	])('is recognised by %s', async (_, given, message, description) => {
		answer = given;
		const { error, items } = await get();
		expect(items).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		const requested = server.requests.filter(({ target }) => target.includes('/users/'));
		// Only an outage may be transient.
		expect(requested).toHaveLength(given.status === 502 ? 2 : 1);
	});

	it('passes on a response with undocumented members unchanged', async () => {
		const body: IDataObject = {
			id: 'x',
			isBlocked: false,
			nested: { error: null, list: [1, 'a'] },
		};
		answer = { body };
		expect((await get()).items[0]?.json).toEqual(body);
	});

	it('gives a list of another form no endless reading', async () => {
		answer = { body: { people: [1, 2] } };
		const { items, error } = await sandbox.run(
			'user.getAll',
			{ userType: 'PERSON', returnAll: true },
			{ credentials: sandbox.credentials({ baseUrl: server.url }) },
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ people: [1, 2] }]);
		expect(server.requests.filter(({ target }) => target.includes('/users'))).toHaveLength(2);
	});

	it('is reported as unreachable if it does not exist', async () => {
		await server.close();
		const { error } = await get();
		expect(error?.message).toMatch(/^Could not reach KillB at http:\/\/127/);
	});

	it.each<[string, WireAnswer, RegExp]>([
		[
			'hangs up in the middle of the response',
			{ status: 201, headers: { 'Content-Length': '999' }, body: '{"id":' },
			/connection to KillB was lost before a response arrived/,
		],
		[
			'sends half of the response',
			{ status: 201, body: '{"id":' },
			/unexpected response \(HTTP 201\)/,
		],
	])(
		'that %s leaves open whether a user was created, and gets the same ID again',
		async (_, given, message) => {
			answer = given;
			const { error, items } = await sandbox.run('user.create', PERSON_FORM, {
				credentials: sandbox.credentials({ baseUrl: server.url, ...TWICE }),
			});
			expect(items).toEqual([]);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(/KillB may or may not have processed this request/);
			const ids = server.requests
				.filter(({ method, target }) => method === 'POST' && target.includes('/users'))
				.map(({ body }) => (JSON.parse(body.toString()) as IDataObject).externalId);
			expect(ids).toEqual([ids[0], ids[0]]);
			expect(ids[0]).toMatch(/^auto\./);
		},
	);
});
