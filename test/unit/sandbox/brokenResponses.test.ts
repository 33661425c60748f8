import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { AxiosError } from 'axios';
import { type FaultRequest, type Sandbox, startSandbox } from '../../../sandbox';
import { control, killb, logIn, order, ORDER, signed } from './client';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox()));
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

const ask = async (fault: FaultRequest) =>
	expect((await control(sandbox, 'POST', '/faults', { faults: [fault] })).status).toBe(200);
const onOrders = { service: 'kernelhost', method: 'POST', path: '/v1/orders' } as const;
const failureOf = async (request: Promise<unknown>) =>
	await request.then(
		() => {
			throw new Error('The request has succeeded');
		},
		(error: AxiosError) => error,
	);
const orders = () => sandbox.state.kernelhost.orders.size;
const lastEntry = () => sandbox.state.journal.entries().at(-1);

describe('a broken connection', () => {
	test('before the body was read leaves no trace of the body, and nothing is done', async () => {
		await ask({ ...onOrders, kind: 'resetUnread' });
		expect((await failureOf(order(sandbox, ORDER))).code).toBe('ECONNRESET');
		expect(lastEntry()).toMatchObject({ body: '', status: null });
		expect(orders()).toBe(0);
	});

	test('after the body was read leaves it in the journal, and nothing is done', async () => {
		await ask({ ...onOrders, kind: 'reset' });
		expect((await failureOf(order(sandbox, ORDER))).code).toBe('ECONNRESET');
		expect(lastEntry()).toMatchObject({ body: JSON.stringify(ORDER), status: null });
		expect(orders()).toBe(0);
	});

	test('in place of the response does not undo the order, which the same key finds again', async () => {
		await ask({ ...onOrders, kind: 'lostAnswer' });
		expect((await failureOf(order(sandbox, ORDER, 'k'))).code).toBe('ECONNRESET');
		expect(orders()).toBe(1);
		const [id] = sandbox.state.kernelhost.orders.keys();
		expect((await order(sandbox, ORDER, 'k')).data.id).toBe(id);
		expect(orders()).toBe(1);
	});

	test('in the middle of the response fails the client although the order is placed', async () => {
		await ask({ ...onOrders, kind: 'cutAnswer' });
		const error = await failureOf(order(sandbox, ORDER, 'k'));
		expect(error.message).toMatch(/aborted/);
		expect(lastEntry()?.status).toBe(201);
		expect(orders()).toBe(1);
		expect((await order(sandbox, ORDER, 'k')).status).toBe(201);
		expect(orders()).toBe(1);
	});

	test('in the middle of the response follows its head and half of its body', async () => {
		const path = '/cp/kh_reseller_api/v1/health';
		const whole = await signed(sandbox, 'GET', '/v1/health');
		const length = Number(whole.headers['content-length']);
		await ask({ service: 'kernelhost', kind: 'cutAnswer' });
		const [head = '', body = ''] = (await rawGet(path)).split('\r\n\r\n');
		expect(head).toMatch(/^HTTP\/1\.1 200 /);
		expect(head.toLowerCase()).toContain(`content-length: ${length}`);
		expect(body).toHaveLength(Math.floor(length / 2));
	});

	test.each(['headers', 'drip', 'flood', 'gzip'] as const)(
		'can be an endless response of %s, before or after the order is placed',
		async (flow) => {
			for (const carriedOut of [false, true]) {
				const before = orders();
				await ask({ ...onOrders, kind: 'endless', flow, carriedOut });
				const stop = new AbortController();
				const requested = signed(sandbox, 'POST', '/v1/orders', {
					body: ORDER,
					idempotencyKey: `${flow}-${carriedOut}`,
					signal: stop.signal,
				});
				setTimeout(() => stop.abort(), 600);
				expect((await failureOf(requested)).code).toBe('ERR_CANCELED');
				expect(orders()).toBe(before + (carriedOut ? 1 : 0));
			}
		},
	);

	test('in the middle of a response without a body loses it completely', async () => {
		const token = (await logIn(sandbox)).accessToken;
		sandbox.state.killb.setWebhook('http://127.0.0.1:9/', 'x', ['RAMP']);
		await ask({ service: 'killb', path: '/webhooks', kind: 'cutAnswer' });
		const error = await failureOf(killb(sandbox, 'DELETE', '/webhooks', { token }));
		expect(error.code).toBe('ECONNRESET');
		expect(sandbox.state.killb.webhook).toBeNull();
	});
});

describe('a late response', () => {
	test('is the service’s own', async () => {
		await ask({ ...onOrders, kind: 'delay', delayMs: 20 });
		expect((await order(sandbox, ORDER)).status).toBe(201);
	});

	test('may arrive after the client gave up, and the order is still placed', async () => {
		await ask({ service: 'killb', path: '/auth/login', kind: 'delay', delayMs: 1000 });
		const { email, password } = sandbox.details;
		const abort = new AbortController();
		const request = fetch(`${sandbox.details.killb}/api/v2/auth/login`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ email, password }),
			signal: abort.signal,
		});
		const given = expect(request).rejects.toThrow('aborted');
		// Not before it has arrived, however long that takes.
		while (lastEntry()?.path !== '/api/v2/auth/login') await setImmediate();
		abort.abort();
		await given;
		const [entry] = await sandbox.state.journal.waitFor({ path: '/api/v2/auth/login' });
		expect(entry?.status).toBe(201);
	});

	test('is dropped by a reset, so it does not change the new state', async () => {
		await ask({ ...onOrders, kind: 'delay', delayMs: 300 });
		const lost = failureOf(order(sandbox, ORDER));
		while (lastEntry()?.body !== JSON.stringify(ORDER)) await setImmediate();
		await setImmediate();
		sandbox.state.reset();
		// Starts after the dropped wait, and is longer.
		await new Promise<void>((resolve) => sandbox.state.timers.after(400, resolve));
		expect(orders()).toBe(0);
		await sandbox.close();
		expect((await lost).code).toBe('ECONNRESET');
		sandbox = await startSandbox();
	});
});

/** The bytes on the wire, up to the end of the connection. */
async function rawGet(path: string): Promise<string> {
	const { hostname, port } = new URL(sandbox.details.control);
	return await new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		const socket = connect(Number(port), hostname);
		socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
		socket
			.on('data', (chunk: Buffer) => chunks.push(chunk))
			.on('error', reject)
			.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
	});
}
