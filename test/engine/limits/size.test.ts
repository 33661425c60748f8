import { PassThrough } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../../support/engine';
import {
	endlessBody,
	type HostileAnswer,
	HostileServer,
	wholeBody,
} from '../../support/engine/hostileServer';
import { byId } from '../../support/kernelhost/kernelHostSandbox';

let server: HostileServer;
const serve = async (answer: HostileAnswer) => (server = await HostileServer.start(answer));
afterEach(async () => await server.close());

const MB = 1_000_000;

/**
 * The bytes that the operating system and both ends may buffer for a connection that the client has
 * closed.
 */
const ON_THE_WAY = 12 * MB;

const ONCE = { adjustLimits: true, maximumAttempts: 1 };

async function kernelHost(operation: string, parameters: object = {}, limits: object = {}) {
	const [resource, name] = operation.split('.') as [string, string];
	return await runNode({
		type: 'kernelHost',
		parameters: { resource, operation: name, ...parameters },
		credentials: {
			kernelHostApi: {
				keyId: `kh_live_${'A'.repeat(32)}`,
				secret: '0'.repeat(64),
				apiRoot: server.url,
				...ONCE,
				...limits,
			},
		},
	});
}

const session = JSON.stringify({ accessToken: 't', refreshToken: 'r', expiresIn: 3_600_000 });
/** Accepts every login, and responds to everything else like this. */
const afterLogin =
	(answer: HostileAnswer): HostileAnswer =>
	(response, request) =>
		(request.method === 'POST' && request.url?.endsWith('/auth/login')
			? wholeBody(session)
			: answer)(response, request);

async function killB(operation: string, parameters: object = {}) {
	const [resource, name] = operation.split('.') as [string, string];
	return await runNode({
		type: 'killB',
		parameters: { resource, operation: name, ...parameters },
		credentials: {
			killBApi: {
				environment: 'custom',
				baseUrl: server.url,
				email: 'a@b.c',
				password: 'secret',
				...ONCE,
			},
		},
	});
}

const order = async () =>
	await kernelHost('order.create', {
		productId: byId('42'),
		billingCycle: 'monthly',
		idempotencyMode: 'reference',
		businessReference: 'pay-77',
	});

/** 200 MB of zeros in 200 kB, generated while sending. */
const gzipBomb: HostileAnswer = (response) => {
	response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
	const zeros = new PassThrough();
	zeros.pipe(createGzip({ level: 9 })).pipe(response);
	const chunk = Buffer.alloc(MB, '0');
	let left = 200;
	const more = () => {
		while (left > 0 && !response.destroyed) {
			left -= 1;
			if (!zeros.write(chunk)) return;
		}
		zeros.end();
	};
	zeros.on('drain', more);
	more();
};

describe('an endless response', () => {
	it('is read up to 20 MB, and its connection is closed', async () => {
		await serve(endlessBody());
		const { error } = await kernelHost('service.getAll');
		expect(error?.message).toBe('KernelHost’s response is larger than 20 MB');
		expect(error?.description).toMatch(/Request less data at once.*\nHTTP 200\n/);
		await server.untilClosed();
		expect(server.sent).toBeLessThan(20 * MB + ON_THE_WAY);
	});

	it('leaves the outcome of an order unknown', async () => {
		await serve(endlessBody(201));
		const { error } = await order();
		expect(error?.message).toMatch(
			/^KernelHost’s response is larger than 20 MB\. The outcome is unknown/,
		);
		expect(server.requests).toHaveLength(1);
	});

	it('keeps its status in the error', async () => {
		await serve(endlessBody(503));
		const { error } = await kernelHost('service.getAll');
		expect(error?.message).toBe('KernelHost’s URL returned an unexpected response (HTTP 503)');
		expect(error?.description).toContain(
			'The response is larger than 20 MB and was not read completely.',
		);
		await server.untilClosed();
	});

	it('counts as a rejected session if its status says so', async () => {
		await serve(afterLogin(endlessBody(401)));
		const { error } = await killB('auth.getCurrentUser');
		expect(error?.message).toBe('KillB’s URL returned an unexpected response (HTTP 401)');
		expect(server.sent).toBeLessThan(40 * MB + ON_THE_WAY);
	});

	it('is cut off at 100 MB as a file', async () => {
		await serve(endlessBody(200, 'application/pdf'));
		const { error } = await kernelHost('invoice.downloadPdf', { invoiceId: byId('1') });
		expect(error?.message).toBe('KernelHost’s response is larger than 100 MB');
		await server.untilClosed();
		expect(server.sent).toBeLessThan(100 * MB + ON_THE_WAY);
	});

	it('is cut off as a file at the credential’s limit', async () => {
		await serve(endlessBody(200, 'application/pdf'));
		const limits = { maximumFileMegabytes: 2 };
		const { error } = await kernelHost('invoice.downloadPdf', { invoiceId: byId('1') }, limits);
		expect(error?.message).toBe('KernelHost’s response is larger than 2 MB');
		expect(error?.description).toContain('increase Largest File in the credential');
		await server.untilClosed();
		expect(server.sent).toBeLessThan(2 * MB + ON_THE_WAY);
	});

	it('is cut off at 1 MB as a login', async () => {
		await serve(endlessBody());
		const { error } = await killB('auth.getCurrentUser');
		expect(error?.message).toMatch(
			/^KillB’s login response \(HTTP 200\) is too large to be a session\./,
		);
		await server.untilClosed();
		expect(server.sent).toBeLessThan(MB + ON_THE_WAY);
	});
});

it('a compressed response is cut off at 20 MB after decompression', async () => {
	await serve(gzipBomb);
	const { error } = await kernelHost('service.getAll');
	expect(error?.message).toBe('KernelHost’s response is larger than 20 MB');
	await server.untilClosed();
});

describe('a response nested 20,000 levels deep', () => {
	const deep = `{"data": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`;

	it('does not become an item of a read', async () => {
		await serve(wholeBody(deep));
		const { error } = await kernelHost('service.getAll');
		expect(error?.message).toBe('KernelHost’s response is nested more than 256 levels deep');
	});

	it('leaves the outcome of a write unknown', async () => {
		await serve(wholeBody(deep, 201));
		const { error } = await order();
		expect(error?.message).toMatch(/nested more than 256 levels deep\. The outcome is unknown/);
	});

	it('is reported by its status if it is an error', async () => {
		await serve(wholeBody(deep, 400));
		const { error } = await kernelHost('service.getAll');
		expect(error?.message).toBe('KernelHost’s URL returned an unexpected response (HTTP 400)');
		expect(error?.description).toContain('more than 256 levels of nesting');
	});
});

describe('an error body of 3 MB', () => {
	const long = 'word '.repeat(600_000);
	const many = Array.from({ length: 30_000 }, (_, index) => `field ${index}: ${'x'.repeat(80)}`);
	const size = (error: unknown) => JSON.stringify(error).length;

	it.each<[string, IDataObject]>([
		['one text', { type: 'validation_failed', detail: long }],
		['many fields', { type: 'validation_failed', title: 'No', errors: many }],
		['long names', { type: long, title: long, reason: long, request_id: long, errors: [long] }],
		['an object', { errors: [{ field: long, message: long }, { other: long }] }],
	])('of KernelHost in %s becomes an error of a few kilobytes', async (_, body) => {
		await serve(wholeBody(JSON.stringify(body), 400));
		const { error } = await kernelHost('service.getAll');
		expect(error?.message.length).toBeLessThan(1000);
		expect(size(error)).toBeLessThan(40_000);
	});

	it.each<[string, IDataObject]>([
		['one text', { errorCode: 'X.1', message: long }],
		['many messages', { errorCode: 'X.1', message: many }],
		['many arguments', { arguments: many.map((value) => ({ key: value, value })) }],
		['a long code', { errorCode: long, message: [long], arguments: [{ key: long, value: long }] }],
	])('of KillB in %s becomes an error of a few kilobytes', async (_, body) => {
		await serve(afterLogin(wholeBody(JSON.stringify(body), 400)));
		const { error } = await killB('auth.getCurrentUser');
		expect(error?.message.length).toBeLessThan(2500);
		expect(size(error)).toBeLessThan(40_000);
	});

	it('of a rejected login becomes an error of a few kilobytes', async () => {
		await serve(wholeBody(JSON.stringify({ errorCode: 'X.1', message: many.slice(0, 9000) }), 400));
		const { error } = await killB('auth.getCurrentUser');
		expect(error?.message).toMatch(/field 0.*and 8980 more/);
		expect(size(error)).toBeLessThan(40_000);
	});

	it('lists the first fields and the number of further ones', async () => {
		await serve(wholeBody(JSON.stringify({ type: 'validation_failed', errors: many }), 400));
		const { error } = await kernelHost('service.getAll');
		expect(error?.description).toMatch(/\nfield 0: [^]*\nfield 19: x+\nand 29980 more\n/);
	});
});

it('a response member "__proto__" does not become the items’ prototype', async () => {
	await serve(wholeBody('[{"id": 1, "__proto__": {"isAdmin": true}}]'));
	const { items } = await kernelHost('service.getAll');
	expect(items[0]?.json).toEqual({ id: 1 });
	expect(items[0]?.json.isAdmin).toBeUndefined();
});
