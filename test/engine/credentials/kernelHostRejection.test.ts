import {
	callHelper,
	callLegacyHelper,
	testCredential,
	type WireRequest,
	WireServer,
	N8N,
} from '../../support/engine';
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

const faults = () => server.requests.flatMap((request) => signatureFaults(request));

describe('an invalid credential or request is rejected before anything is sent', () => {
	it.each([
		['a malformed key ID', { keyId: 'kh_live_short' }, /Key ID/],
		['an empty secret', { secret: '' }, /Secret/],
		['a root that is not a URL', { apiRoot: 'kernelhost' }, /API Root/],
		['a root without TLS', { apiRoot: 'http://kernelhost.example/api' }, /https/],
	])('%s', async (_, changes, message) => {
		await expect(send(kernelHostFields(server.url, changes))).rejects.toThrow(message);
		expect(server.requests).toEqual([]);
	});

	it.each([
		['another host', () => elsewhere.url + ROOT_PATH],
		['the same host, outside the API root', () => server.url],
		['a path that climbs out of the API root', () => `${server.url}${ROOT_PATH}/../..`],
	])('%s', async (_, base) => {
		const options = { ...order(), url: `${base()}/v1/orders` };
		await expect(send(undefined, options)).rejects.toThrow(/can only be used for URLs below/);
		expect([...server.requests, ...elsewhere.requests]).toEqual([]);
	});

	it.each([
		['a form', { form: { a: 1 } }],
		['a multipart form', { formData: { a: 1 } }],
	])('%s of the HTTP Request node', async (_, body) => {
		const call = callLegacyHelper({
			credentials: kernelHostFields(server.url),
			credentialType: 'kernelHostApi',
			options: { method: 'POST', uri: order().url, ...body },
		});
		await expect(call).rejects.toThrow(/can’t be signed/);
		expect(server.requests).toEqual([]);
	});
});

describe('the test button', () => {
	const me: WireRequest['target'] = `${ROOT_PATH}/v1/me`;

	it('sends a signed request for the key’s owner', async () => {
		expect(await testCredential('kernelHostApi', kernelHostFields(server.url))).toMatchObject({
			status: 'OK',
		});
		expect(server.log).toEqual([`GET ${me}`]);
		expect(faults()).toEqual([]);
	});

	it('reports a rejected key', async () => {
		server.answer(() => ({ status: 401, body: { reason: 'signature_mismatch' } }));
		expect(await testCredential('kernelHostApi', kernelHostFields(server.url))).toEqual({
			status: 'Error',
			message: expect.stringMatching(
				N8N.keepsCause
					? /rejected the key or the signature\. Check Key ID/
					: /^Authorization failed - please check your credentials$/,
			) as string,
		});
	});

	it.each([
		['a web page', { headers: { 'Content-Type': 'text/html' }, body: '<html>Welcome</html>' }],
		['nothing', { status: 204, body: '' }],
	])('reports an API Root that answers with %s', async (_, answer) => {
		server.answer(() => answer);
		expect(await testCredential('kernelHostApi', kernelHostFields(server.url))).toEqual({
			status: 'Error',
			message: 'There is no KernelHost API at this URL. Check the API Root.',
		});
	});

	it('reports invalid fields', async () => {
		const fields = kernelHostFields(server.url, { keyId: '' });
		expect(await testCredential('kernelHostApi', fields)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('Key ID') as string,
		});
	});

	it('works for users who restrict the credential to the API’s domain', async () => {
		const fields = kernelHostFields(server.url, {
			allowedHttpRequestDomains: 'domains',
			allowedDomains: '127.0.0.1',
		});
		expect(await testCredential('kernelHostApi', fields)).toMatchObject({ status: 'OK' });
	});
});
