import { execFile } from 'node:child_process';
import { createServer as createHttp } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net';
import tls from 'node:tls';
import { promisify } from 'node:util';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { checkLogin, type LoginFields, tokenBinding } from '../../../core/killb/login';
import { kernelHostFields } from '../credentials/kernelHostVerifier';
import { type CredentialData, HOUR, N8N, type NodeResult, runNode } from '../../support/engine';
import { Certificates } from './certificates';

let certificates: Certificates;
let server: Server | undefined;
const sockets = new Set<Socket>();
let connections = 0;
let requests = 0;

beforeAll(() => {
	certificates = new Certificates();
});

afterAll(() => certificates.remove());

afterEach(async () => {
	jest.restoreAllMocks();
	for (const socket of sockets) socket.destroy();
	sockets.clear();
	await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
	server = undefined;
});

/** The effect of NODE_EXTRA_CA_CERTS, which Node reads when it starts. */
function trustTheRoot(): void {
	const create = tls.createSecureContext;
	jest.spyOn(tls, 'createSecureContext').mockImplementation((options) => {
		const context = create(options);
		(context.context as { addCACert(pem: string): void }).addCACert(certificates.root);
		return context;
	});
}

/** Starts a server, counts its connections, and returns its URL. */
async function listen(started: Server): Promise<string> {
	server = started;
	connections = 0;
	requests = 0;
	started.on('connection', (socket) => {
		connections++;
		sockets.add(socket);
		socket.on('error', () => undefined);
	});
	started.on('request', () => requests++);
	await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
	return `https://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

const overTls = (options: ServerOptions) =>
	createServer(options, (_, answer) => {
		answer.writeHead(200, { 'Content-Type': 'application/json', Connection: 'close' });
		answer.end('{"id":1}');
	});

/**
 * Supports only versions that Node no longer does; OpenSSL requires an explicit setting for that.
 */
const OLD: ServerOptions = {
	minVersion: 'TLSv1.1',
	maxVersion: 'TLSv1.1',
	ciphers: 'DEFAULT@SECLEVEL=0',
};

type Case = [name: string, trusted: boolean, start: () => Server, words: RegExp, code: RegExp];

const CASES: Case[] = [
	[
		'an unknown authority',
		false,
		() => overTls(certificates.withChain('good')),
		/Its certificate is not trusted\. .*NODE_EXTRA_CA_CERTS to the file .* and restart n8n/,
		/SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY/,
	],
	[
		'a missing intermediate certificate',
		true,
		() => overTls(certificates.alone('good')),
		/Its certificate is not trusted\. .*intermediate certificate/,
		/UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY/,
	],
	[
		'a self-signed certificate',
		true,
		() => overTls(certificates.alone('selfSigned')),
		/Its certificate is not trusted\. .*NODE_EXTRA_CA_CERTS to the file .* and restart n8n/,
		/DEPTH_ZERO_SELF_SIGNED_CERT/,
	],
	[
		'an expired certificate',
		true,
		() => overTls(certificates.withChain('expired')),
		/Its certificate has expired\. First check that n8n’s clock is right/,
		/CERT_HAS_EXPIRED/,
	],
	[
		'a certificate that is not valid yet',
		true,
		() => overTls(certificates.withChain('notYet')),
		/Its certificate is not valid yet\. First check that n8n’s clock is right/,
		/CERT_NOT_YET_VALID/,
	],
	[
		'a certificate for another name',
		true,
		() => overTls(certificates.withChain('otherName')),
		/Its certificate is for another host name\. Check the URL in the credential/,
		/ERR_TLS_CERT_ALTNAME_INVALID/,
	],
	[
		'a server that speaks no TLS',
		true,
		() => createHttp((_, answer) => answer.end('{"id":1}')),
		/The server does not use TLS\. .*its port, and whether .* https/,
		/EPROTO|ERR_SSL_WRONG_VERSION_NUMBER/,
	],
	[
		'a server that is not a web server',
		true,
		() => createTcp((socket) => void socket.write('SSH-2.0-OpenSSH_9.6\r\n')),
		/The server does not use TLS/,
		/EPROTO|ERR_SSL_WRONG_VERSION_NUMBER/,
	],
	[
		'a version of TLS that is too old',
		true,
		() => overTls({ ...certificates.withChain('good'), ...OLD }),
		/The TLS handshake failed\. .*other TLS versions/,
		/EPROTO|ERR_SSL_/,
	],
	[
		'a required client certificate',
		true,
		() =>
			overTls({
				...certificates.withChain('good'),
				requestCert: true,
				rejectUnauthorized: true,
				maxVersion: 'TLSv1.2',
			}),
		/The TLS handshake failed\. .*client certificate/,
		/EPROTO|ERR_SSL_/,
	],
];

const LIMITS = { adjustLimits: true, requestsPerMinute: 60_000, burst: 1000 };

const kernelHost = async (
	origin: string,
	operation: string,
	parameters: INodeParameters,
): Promise<NodeResult> => {
	const [resource = '', name = ''] = operation.split('.');
	return await runNode({
		type: 'kernelHost',
		parameters: { resource, operation: name, ...parameters },
		credentials: kernelHostFields(origin, LIMITS),
	});
};

const killBCredentials = (baseUrl: string): CredentialData => ({
	killBApi: { environment: 'custom', baseUrl, email: 'a@example.com', password: 'Right-Passw0rd' },
});

/** With a session, so that the first request is not a login. */
async function loggedIn(baseUrl: string): Promise<CredentialData> {
	const { killBApi = {} } = killBCredentials(baseUrl);
	const binding = await tokenBinding(checkLogin(killBApi as unknown as LoginFields));
	const renewAt = String(Date.now() + HOUR);
	const session = { accessToken: 'access-token', refreshToken: '', renewAt, tokenBinding: binding };
	return { killBApi: { ...killBApi, ...session } };
}

/** A read, a keyed write, an unkeyed one, and a login that precedes a read. */
const REQUESTS: Array<[string, (origin: string) => Promise<NodeResult>]> = [
	['a read', async (origin) => await kernelHost(origin, 'balance.get', {})],
	[
		'an order',
		async (origin) =>
			await kernelHost(origin, 'order.create', {
				productId: { __rl: true, mode: 'id', value: '42' },
				billingCycle: 'monthly',
				idempotencyMode: 'automatic',
			}),
	],
	[
		'a write without a key',
		async (baseUrl) =>
			await runNode({
				type: 'killB',
				parameters: {
					resource: 'apiRequest',
					operation: 'send',
					method: 'POST',
					path: '/api/v2/anything',
					body: '{"amount":1}',
				},
				credentials: await loggedIn(baseUrl),
			}),
	],
];

/** Only the state of the socket tells these from failures of an established connection. */
const TOLD_BY_SOCKET = [
	'a server that speaks no TLS',
	'a server that is not a web server',
	'a version of TLS that is too old',
	'a required client certificate',
];

describe.each(CASES)('at %s', (name, trusted, start, words, code) => {
	const isCertain = N8N.keepsCause || !TOLD_BY_SOCKET.includes(name);
	const outcome = isCertain ? 'is attempted once, and nothing was changed' : 'has an open outcome';
	it.each(REQUESTS)(`%s ${outcome}`, async (_name, send) => {
		if (trusted) trustTheRoot();
		const { error } = await send(await listen(start()));
		if (!isCertain) {
			expect(error?.message).toMatch(/^The connection to (KernelHost|KillB) was lost/);
			expect(requests).toBe(0);
			return;
		}
		expect(error?.message).toMatch(/^Could not reach (KernelHost|KillB)$/);
		expect(error?.description).toMatch(words);
		expect(error?.description).toMatch(/Nothing was changed\./);
		expect((error?.context.data as IDataObject).networkError).toMatch(code);
		expect([connections, requests]).toEqual([1, 0]);
	});

	it('a login is attempted once, with the same advice', async () => {
		if (trusted) trustTheRoot();
		const { error } = await runNode({
			type: 'killB',
			parameters: { resource: 'auth', operation: 'getCurrentUser' },
			credentials: killBCredentials(await listen(start())),
		});
		const said = words.source.replace(/^[A-Z]/, (first) => first.toLowerCase());
		expect(error?.message).toMatch(/^Could not reach KillB at https:\/\/127\.0\.0\.1:\d+: /);
		expect(error?.message).toMatch(new RegExp(said));
		expect(error?.description).toMatch(/Nothing was changed\./);
		expect([connections, requests]).toEqual([1, 0]);
	});
});

it('a complete chain from a configured authority is accepted', async () => {
	trustTheRoot();
	const origin = await listen(overTls(certificates.withChain('good')));
	const { error } = await kernelHost(origin, 'balance.get', {});
	expect(error).toBeUndefined();
	expect(requests).toBe(1);
});

it('NODE_EXTRA_CA_CERTS with the authority’s file makes Node accept a complete chain', async () => {
	const ask = async (origin: string, environment: NodeJS.ProcessEnv) => {
		const script = `require('node:https').get('${origin}', ({statusCode}) => console.log(statusCode)).on('error', ({code}) => console.log(code))`;
		const run = promisify(execFile)(process.execPath, ['-e', script], { env: environment });
		return (await run).stdout.trim();
	};
	const complete = await listen(overTls(certificates.withChain('good')));
	expect(await ask(complete, {})).toMatch(/CERT/);
	expect(await ask(complete, { NODE_EXTRA_CA_CERTS: certificates.rootFile })).toBe('200');
});
