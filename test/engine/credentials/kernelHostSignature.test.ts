import { callHelper, callLegacyHelper, CredentialStore, WireServer } from '../../support/engine';
import { kernelHostFields, ROOT_PATH, signatureFaults } from './kernelHostVerifier';

let server: WireServer;
let elsewhere: WireServer;

beforeAll(async () => {
	server = await WireServer.start();
	elsewhere = await WireServer.start();
});

afterAll(async () => {
	await server.close();
	await elsewhere.close();
});

beforeEach(() => {
	server.answer(() => ({ body: { ok: true } }));
	elsewhere.answer(() => ({ body: {} }));
});

const order = () => ({
	method: 'POST' as const,
	url: `${server.url}${ROOT_PATH}/v1/orders`,
	headers: { 'Idempotency-Key': 'key-1' },
	body: { product_id: 42 },
	json: true,
});

const send = async (credentials = kernelHostFields(server.url), options: object = order()) =>
	await callHelper({ credentials, credentialType: 'kernelHostApi', options: options as never });

const nonces = () => server.requests.map(({ headers }) => headers['kh-nonce']);
const faults = () => server.requests.flatMap((request) => signatureFaults(request));

describe('a signed request with a 401 response', () => {
	it('is sent again with a new nonce and signature and the same idempotency key', async () => {
		let requested = 0;
		server.answer(() => (++requested === 1 ? { status: 401, body: {} } : { body: { ok: true } }));
		expect(await send()).toEqual({ ok: true });
		expect(server.requests).toHaveLength(2);
		expect(faults()).toEqual([]);
		expect(new Set(nonces()).size).toBe(2);
		const keys = server.requests.map(({ headers }) => headers['idempotency-key']);
		expect(keys).toEqual(['key-1', 'key-1']);
		expect(server.requests[1]?.body).toEqual(server.requests[0]?.body);
	});

	it('fails after the second 401', async () => {
		server.answer(() => ({ status: 401, body: {} }));
		await expect(send()).rejects.toMatchObject({ name: 'NodeApiError', httpCode: '401' });
		expect(server.requests).toHaveLength(2);
		expect(faults()).toEqual([]);
	});

	it('is not sent again by the HTTP Request node', async () => {
		server.answer(() => ({ status: 401, body: {} }));
		const { url, ...options } = order();
		const call = callLegacyHelper({
			credentials: kernelHostFields(server.url),
			credentialType: 'kernelHostApi',
			options: { ...options, uri: url },
		});
		await expect(call).rejects.toMatchObject({ httpCode: '401' });
		expect(server.requests).toHaveLength(1);
		expect(faults()).toEqual([]);
	});
});

describe('a signature', () => {
	it('has a different nonce for each of 20 concurrent requests', async () => {
		const credentials = await CredentialStore.of(kernelHostFields(server.url));
		const calls = Array.from({ length: 20 }, async () =>
			callHelper({ credentials, credentialType: 'kernelHostApi', options: order() }),
		);
		await Promise.all(calls);
		expect(faults()).toEqual([]);
		expect(new Set(nonces()).size).toBe(20);
	});

	it('does not follow a redirect, in either request shape', async () => {
		server.answer(() => ({ status: 307, headers: { Location: `${elsewhere.url}/stolen` } }));
		await expect(send()).rejects.toMatchObject({ httpCode: '307' });
		const { url, ...options } = order();
		const legacy = callLegacyHelper({
			credentials: kernelHostFields(server.url),
			credentialType: 'kernelHostApi',
			options: { ...options, uri: url, followRedirect: true, followAllRedirects: true },
		});
		await expect(legacy).rejects.toMatchObject({ httpCode: '307' });
		expect(server.requests).toHaveLength(2);
		expect(elsewhere.requests).toEqual([]);
	});

	it('overwrites its own headers regardless of case', async () => {
		const headers = { 'kh-nonce': 'mine', 'KH-SIGNATURE': 'mine', 'Kh-Key': 'mine' };
		await send(undefined, { ...order(), headers });
		expect(faults()).toEqual([]);
	});
});
