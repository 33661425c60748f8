import { getCredentialOwnRequestAllowedDomains } from 'n8n-workflow';
import {
	callHelper,
	callLegacyHelper,
	CredentialStore,
	executeContext,
	installedPackages,
	type InstalledPackages,
	N8N,
	N8N_NODES,
	PROTO,
	testCredential,
	WireServer,
} from '../../support/engine';

let packages: InstalledPackages;
let server: WireServer;

beforeAll(async () => {
	packages = await installedPackages([N8N_NODES, PROTO]);
	server = await WireServer.start();
});

afterAll(async () => await server.close());

/**
 * `/login` issues token-1, token-2, ...; everything else requires the newest one, as long as it is
 * not `expired`.
 */
function tokens(accepts: (token: number) => boolean = () => true) {
	let given = 0;
	server.answer(({ target, headers }) => {
		if (target === '/login') {
			given++;
			return { body: { token: `token-${given}`, refreshToken: `refresh-${given}` } };
		}
		const valid = headers.authorization === `Bearer token-${given}` && accepts(given);
		return valid ? { body: { ok: true } } : { status: 401, body: {} };
	});
}

const fields = () => ({
	protoApi: { url: server.url, password: 'p', token: '', refreshToken: '' },
});

const ask = async (store: CredentialStore) =>
	await callHelper({
		packages,
		credentials: store,
		credentialType: 'protoApi',
		options: { url: `${server.url}/me`, json: true },
	});

describe('the credential side of the harness, as n8n.md 1 measured n8n', () => {
	it('logs in if the token is empty, and stores all declared keys of the response', async () => {
		tokens();
		const store = await CredentialStore.of(fields());
		await ask(store);
		expect(server.log).toEqual(['POST /login', 'GET /me']);
		expect(await store.read('protoApi')).toMatchObject({
			token: 'token-1',
			refreshToken: 'refresh-1',
		});
	});

	it('uses the stored token afterwards, and reads the credential for each call', async () => {
		tokens();
		const store = await CredentialStore.of(fields());
		await ask(store);
		const reads = store.reads;
		await ask(store);
		await ask(store);
		expect(server.log).toEqual(['POST /login', 'GET /me', 'GET /me', 'GET /me']);
		expect(store.reads - reads).toBe(2);
	});

	it('stores other values of a login too, but returns declared keys only', async () => {
		tokens();
		const store = await CredentialStore.of(fields());
		await ask(store);
		expect(await store.read('protoApi')).toHaveProperty('undeclared', 'not kept');
		const context = await executeContext({ packages, credentials: store });
		const decrypted = await context.getCredentials('protoApi');
		expect(decrypted).toMatchObject({ token: 'token-1', refreshToken: 'refresh-1' });
		expect(decrypted).not.toHaveProperty('undeclared');
	});

	it('logs in again after a 401 and repeats the request once', async () => {
		tokens((token) => token >= 2);
		const store = await CredentialStore.of(fields());
		await ask(store);
		expect(server.log).toEqual(['POST /login', 'GET /me', 'POST /login', 'GET /me']);
	});

	it('fails after the second 401', async () => {
		tokens(() => false);
		const store = await CredentialStore.of(fields());
		await expect(ask(store)).rejects.toMatchObject({ name: 'NodeApiError', httpCode: '401' });
		expect(server.log).toEqual(['POST /login', 'GET /me', 'POST /login', 'GET /me']);
	});

	it('does not log in again for any other status', async () => {
		server.answer(() => ({ status: 403, body: {} }));
		const store = await CredentialStore.of({
			protoApi: { url: server.url, password: 'p', token: 't', refreshToken: '' },
		});
		await expect(ask(store)).rejects.toMatchObject({ httpCode: '403' });
		expect(server.log).toEqual(['GET /me']);
	});

	it('has no lock: 20 concurrent requests make 20 logins', async () => {
		server.answer(({ target }) =>
			target === '/login' ? { body: { token: 't', refreshToken: 'r' } } : { body: {} },
		);
		const store = await CredentialStore.of(fields());
		await Promise.all(Array.from({ length: 20 }, async () => await ask(store)));
		expect(server.log.filter((line) => line === 'POST /login')).toHaveLength(20);
	});

	it('repeats a request of the legacy helper after any error', async () => {
		server.answer(({ target }) =>
			target === '/login'
				? { body: { token: 'new', refreshToken: 'r' } }
				: { status: 500, body: {} },
		);
		const store = await CredentialStore.of({
			protoApi: { url: server.url, password: 'p', token: 't', refreshToken: '' },
		});
		const call = callLegacyHelper({
			packages,
			credentials: store,
			credentialType: 'protoApi',
			options: { method: 'POST', uri: `${server.url}/orders`, body: { a: 1 }, json: true },
		});
		await expect(call).rejects.toMatchObject({ httpCode: '500' });
		expect(server.log).toEqual(['POST /orders', 'POST /login', 'POST /orders']);
	});

	it('resolves expressions in the fields of a credential', async () => {
		tokens();
		const store = await CredentialStore.of({
			protoApi: { url: server.url, password: '={{ "a" + "b" }}', token: '', refreshToken: '' },
		});
		await ask(store);
		expect(JSON.parse(String(server.requests[0]?.body))).toMatchObject({ password: 'ab' });
		expect(await store.read('protoApi')).toMatchObject({ password: '={{ "a" + "b" }}' });
	});

	// n8n-workflow 2.36 does not have it yet.
	const isRestricted = typeof getCredentialOwnRequestAllowedDomains === 'function';
	it(`${isRestricted ? 'keeps' : 'does not keep'} a credential's own requests to the domains that the user allows`, async () => {
		tokens();
		const store = await CredentialStore.of({
			protoApi: {
				...fields().protoApi,
				allowedHttpRequestDomains: 'domains',
				allowedDomains: 'elsewhere.example',
			},
		});
		const rejection = await ask(store).then(
			() => undefined,
			({ message }: Error) => message,
		);
		expect(rejection).toEqual(
			isRestricted ? expect.stringContaining('Domain not allowed') : undefined,
		);
		expect(server.log.length === 0).toBe(isRestricted);
	});
});

describe('the test button of a credential', () => {
	it('logs in, requests the test URL and stores the token', async () => {
		tokens();
		const store = await CredentialStore.of(fields());
		expect(await testCredential('protoApi', store, packages)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(server.log).toEqual(['POST /login', 'GET /me']);
		expect(await store.read('protoApi')).toMatchObject({ token: 'token-1' });
	});

	it('does not log in again in a second test, as in n8n', async () => {
		tokens();
		const store = await CredentialStore.of(fields());
		await testCredential('protoApi', store, packages);
		await testCredential('protoApi', store, packages);
		expect(server.log).toEqual(['POST /login', 'GET /me', 'GET /me']);
	});

	it('shows the API’s response', async () => {
		server.answer(() => ({ status: 403, body: {} }));
		const store = await CredentialStore.of({ protoApi: { ...fields().protoApi, token: 't' } });
		expect(await testCredential('protoApi', store, packages)).toEqual({
			status: 'Error',
			message: N8N.keepsCause ? 'Forbidden' : 'Forbidden - perhaps check your credentials?',
		});
	});
});
