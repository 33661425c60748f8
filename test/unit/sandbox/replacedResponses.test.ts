import { type FaultRequest, type Sandbox, startSandbox } from '../../../sandbox';
import { control, killb, logIn, order, ORDER, signed } from './client';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox()));
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

const ask = async (fault: object) => await control(sandbox, 'POST', '/faults', { faults: [fault] });
const onOrders = { service: 'kernelhost', method: 'POST', path: '/v1/orders' } as const;
const orders = () => sandbox.state.kernelhost.orders.size;

test('a response that replaces the service says so, and nothing is done', async () => {
	await ask({ ...onOrders, status: 502 });
	const { status, data, headers } = await order(sandbox, ORDER, 'k');
	expect([status, data.status, headers['content-type']]).toEqual([
		502,
		502,
		'application/problem+json',
	]);
	expect(data.request_id).toBe(headers['x-request-id']);
	expect(orders()).toBe(0);
});

test('a replaced response after the order is placed leaves an order that the key finds again', async () => {
	await ask({ ...onOrders, status: 504, carriedOut: true, headers: { 'retry-after': '3' } });
	const { status, headers } = await order(sandbox, ORDER, 'k');
	expect([status, headers['retry-after']]).toEqual([504, '3']);
	expect(orders()).toBe(1);
	const entry = sandbox.state.journal.entries().at(-1);
	expect([entry?.status, JSON.parse(entry?.answer ?? '').title]).toEqual([504, 'Fault']);
	const [id] = sandbox.state.kernelhost.orders.keys();
	expect((await order(sandbox, ORDER, 'k')).data.id).toBe(id);
	expect(orders()).toBe(1);
});

test('a replaced response has no rate-limit header of the service, unless one is requested', async () => {
	const token = (await logIn(sandbox)).accessToken;
	const me = async () => await killb(sandbox, 'GET', '/auth/me', { token });
	expect((await me()).headers).toHaveProperty('x-ratelimit-remaining');
	for (const carriedOut of [false, true]) {
		await ask({ service: 'killb', status: 429, carriedOut });
		expect(Object.keys((await me()).headers).join()).not.toMatch(/x-ratelimit|retry-after/);
		await ask({ service: 'killb', status: 429, carriedOut, headers: { 'X-RateLimit-Reset': '9' } });
		expect((await me()).headers['x-ratelimit-reset']).toBe('9');
	}
});

const HTML = '<html><body>502 Bad Gateway</body></html>';
const BODIES: Array<[string, Partial<FaultRequest>, string, string]> = [
	['HTML', { body: HTML, headers: { 'Content-Type': 'text/html' } }, HTML, 'text/html'],
	[
		'malformed JSON',
		{ body: '{"id": 10', headers: { 'content-type': 'application/json' } },
		'{"id": 10',
		'application/json',
	],
	['text without a named type', { body: 'oops' }, 'oops', 'text/plain; charset=utf-8'],
	['nothing at all', { body: '' }, '', 'text/plain; charset=utf-8'],
	[
		'JSON under a wrong type',
		{ body: { id: 1 }, headers: { 'content-type': 'image/png' } },
		'{"id":1}',
		'image/png',
	],
];
describe.each([false, true])('with carriedOut %p', (carriedOut) => {
	test.each(BODIES)('the body may be %s', async (_what, fault, text, type) => {
		await ask({ service: 'kernelhost', status: 200, carriedOut, ...fault });
		const url = `${sandbox.details.kernelhost}/v1/health`;
		const answer = await fetch(url);
		expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([
			200,
			text,
			type,
		]);
		expect(answer.headers.get('content-length')).toBe(String(text.length));
	});

	test('the response may redirect to another host or have a wrong date', async () => {
		const headers = { location: 'http://127.0.0.1:9/', date: 'Tue, 01 Jan 2030 00:00:00 GMT' };
		await ask({ service: 'kernelhost', status: 302, carriedOut, headers });
		const url = `${sandbox.details.kernelhost}/v1/health`;
		const answer = await fetch(url, { redirect: 'manual' });
		expect(answer.status).toBe(302);
		expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
	});
});

test('an untouched response has the vendors’ own time', async () => {
	sandbox.state.update('clock', { offsetSeconds: 86_400 });
	const { headers } = await signed(sandbox, 'GET', '/v1/health');
	expect(Date.parse(headers['date']) - Date.now()).toBeGreaterThan(86_000_000);
});

test.each([
	[{ kind: 'reset', carriedOut: true }, /carriedOut/],
	[{ kind: 'delay' }, /delayMs/],
	[{ kind: 'status', delayMs: 5 }, /delayMs/],
])('an invalid fault, %j, is rejected', async (fault, message) => {
	const { status, data } = await ask({ service: 'killb', ...fault });
	expect([status, data.error]).toEqual([400, expect.stringMatching(message)]);
	expect(sandbox.state.faults.list()).toEqual([]);
});
