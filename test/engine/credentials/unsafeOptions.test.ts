import { type AddressInfo, createServer, type Server } from 'node:net';
import type { IHttpRequestOptions, IRequestOptions } from 'n8n-workflow';
import { callHelper, callLegacyHelper, WireServer } from '../../support/engine';
import { kernelHostFields, ROOT_PATH, signatureFaults } from './kernelHostVerifier';
import { KillBAccounts } from './killBAccounts';

const accounts = KillBAccounts.forThisFile();

let server: WireServer;
let proxy: Server;
let connections = 0;

beforeAll(async () => {
	server = await WireServer.start();
	proxy = createServer((socket) => {
		connections++;
		socket.destroy();
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
	await server.close();
	await new Promise((resolve) => proxy.close(resolve));
});

beforeEach(() => {
	server.answer(() => ({ body: { ok: true } }));
	connections = 0;
});

const proxyPort = () => (proxy.address() as AddressInfo).port;

/**
 * The options that n8n's HTTP Request node 4.2 passes to the credential (`HttpRequestV3.node.js`),
 * with an order.
 */
const byNode = (changes: IRequestOptions, uri: string): IRequestOptions => ({
	headers: { accept: '*/*', 'idempotency-key': 'k' },
	method: 'POST',
	uri,
	gzip: true,
	rejectUnauthorized: true,
	followRedirect: true,
	followAllRedirects: true,
	maxRedirects: 21,
	resolveWithFullResponse: true,
	sendCredentialsOnCrossOriginRedirect: true,
	timeout: 300_000,
	body: { product_id: 42 },
	json: true,
	...changes,
});

const order = async (changes: IRequestOptions = {}) =>
	await callLegacyHelper({
		credentials: kernelHostFields(server.url),
		credentialType: 'kernelHostApi',
		options: byNode(changes, `${server.url}${ROOT_PATH}/v1/orders`),
	});

const pay = async (changes: IRequestOptions = {}) =>
	await callLegacyHelper({
		credentials: accounts.standIn.fields(),
		credentialType: 'killBApi',
		options: byNode(changes, `${accounts.standIn.url}/api/v2/ramps`),
	});

const byHelper = async (changes: Partial<IHttpRequestOptions>) =>
	await callHelper({
		credentials: kernelHostFields(server.url),
		credentialType: 'kernelHostApi',
		options: { url: '/v1/me', ...changes },
	});

const UNSAFE: Array<[string, () => IRequestOptions, string]> = [
	['Proxy', () => ({ proxy: `http://127.0.0.1:${proxyPort()}` }), 'Remove the option "Proxy"'],
	[
		'Ignore SSL Issues',
		() => ({ rejectUnauthorized: false }),
		'Remove the option "Ignore SSL Issues"',
	],
	[
		'SSL Certificates',
		() => ({ agentOptions: { ca: 'x' } }),
		'Remove the option "SSL Certificates"',
	],
	['a Host header', () => ({ headers: { host: 'evil.example' } }), 'Remove the header "host"'],
	[
		'a length that is too short',
		() => ({ body: Buffer.from('{}GET / HTTP/1.1'), headers: { 'content-length': 2 } }),
		'Remove the header "content-length"',
	],
	[
		'a line break in a header',
		() => ({ headers: { 'x-a': 'b\r\nhost: evil.example' } }),
		'Remove the header "x-a"',
	],
];

describe('the HTTP Request node', () => {
	it.each(UNSAFE)('sends no order with %s, and says what to remove', async (_, changes, says) => {
		await expect(order(changes())).rejects.toThrow(says);
		expect([connections, server.requests.length]).toEqual([0, 0]);
	});

	it.each(UNSAFE)('sends no payment with %s, and says what to remove', async (_, changes, says) => {
		await expect(pay(changes())).rejects.toThrow(says);
		expect(connections).toBe(0);
		expect(accounts.standIn.log.filter((line) => line.includes('/ramps'))).toEqual([]);
	});

	it.each([
		['x-n8n-clock-offset', order],
		['X-N8N-Clock-Offset', order],
		['x-n8n-sent-again', pay],
		['x-n8n-renew-session', pay],
	])('cannot set an internal header, by %s', async (name, send) => {
		const sent = send({ headers: { [name]: '60000' } });
		await expect(sent).rejects.toThrow(`Remove the header "${name.toLowerCase()}"`);
		expect(server.requests).toEqual([]);
		expect(accounts.standIn.log.filter((line) => line.includes('/ramps'))).toEqual([]);
	});

	it('sends its usual requests, signed or with the token', async () => {
		await order();
		expect(server.requests.flatMap((request) => signatureFaults(request))).toEqual([]);
		expect(server.log).toEqual([`POST ${ROOT_PATH}/v1/orders`]);
		await pay();
		expect(accounts.standIn.log).toEqual(['login 201', 'POST /ramps 200']);
	});
});

describe('n8n’s helper for nodes', () => {
	it.each<[string, () => Partial<IHttpRequestOptions>, string]>([
		['a proxy', () => ({ proxy: { host: '127.0.0.1', port: proxyPort() } }), 'Proxy'],
		[
			'no check of certificates',
			() => ({ skipSslCertificateValidation: true }),
			'Ignore SSL Issues',
		],
		['its own certificates', () => ({ agentOptions: { ca: 'x' } }), 'SSL Certificates'],
		[
			'another authentication',
			() => ({ auth: { username: 'a', password: 'b' } }),
			'Authentication',
		],
	])('sends nothing with %s, and says what to remove', async (_, changes, option) => {
		await expect(byHelper(changes())).rejects.toThrow(`Remove the option "${option}"`);
		expect([connections, server.requests.length]).toEqual([0, 0]);
	});
});

describe('n8n’s own proxy, from its environment', () => {
	const saved = { ...process.env };
	let through: WireServer;

	beforeEach(async () => {
		through = await WireServer.start(() => ({ body: { by: 'proxy' } }));
		process.env.HTTP_PROXY = through.url;
		process.env.NO_PROXY = '';
	});

	afterEach(async () => {
		for (const name of ['HTTP_PROXY', 'NO_PROXY']) {
			if (saved[name] === undefined) delete process.env[name];
			else process.env[name] = saved[name];
		}
		await through.close();
	});

	it.each([
		['the nodes', async () => await byHelper({})],
		['the HTTP Request node', async () => await order()],
	])('forwards the requests of %s', async (_, send) => {
		await send();
		expect(server.requests).toEqual([]);
		expect(through.requests).toHaveLength(1);
		expect(through.requests[0]?.target).toMatch(`${server.url}${ROOT_PATH}/v1/`);
	});

	it('is bypassed according to NO_PROXY', async () => {
		process.env.NO_PROXY = '127.0.0.1';
		await byHelper({});
		expect(through.requests).toEqual([]);
		expect(server.requests).toHaveLength(1);
	});
});
