import { startSandbox, type Sandbox } from '../../../sandbox';
import { signed } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

/** So slow that no token comes back while a test runs. */
const FROZEN = { perMinute: 0.01 };
const limits = (kernelhost: Partial<Sandbox['state']['settings']['limits']['kernelhost']>) =>
	sandbox.state.update('limits', { kernelhost });
const get = async (request = {}) => await signed(sandbox, 'GET', '/v1/me', request);
const epoch = () => Math.floor(Date.now() / 1000);

test('by default 20 requests pass at once, and the next is 429 with Retry-After', async () => {
	limits(FROZEN);
	expect(sandbox.state.settings.limits.kernelhost).toMatchObject({ burst: 20, perDay: 5000 });
	for (let n = 19; n >= 0; n--) {
		const { status, headers } = await get();
		expect([status, headers['x-ratelimit-remaining']]).toEqual([200, String(n)]);
		expect(headers['x-ratelimit-limit']).toBeUndefined();
	}
	const rejected = await get();
	expect([rejected.status, rejected.data.type]).toEqual([
		429,
		'https://www.kernelhost.com/en/reseller-api/errors/rate_limited',
	]);
	expect(rejected.headers).toMatchObject({ 'x-ratelimit-remaining': '0' });
	// One token in 6,000 seconds.
	expect(Number(rejected.headers['retry-after'])).toBeGreaterThan(5_900);
	expect(Number(rejected.headers['x-ratelimit-reset'])).toBeGreaterThan(epoch() + 19 * 6_000);
});

test('a rejected order is not placed, and its key stays free', async () => {
	limits({ ...FROZEN, burst: 1 });
	await get();
	const request = { body: { product_id: 42, billing_cycle: 'monthly' }, idempotencyKey: 'limited' };
	expect((await signed(sandbox, 'POST', '/v1/orders', request)).status).toBe(429);
	expect(sandbox.state.kernelhost.orders.size).toBe(0);
	limits({ enabled: false });
	expect((await signed(sandbox, 'POST', '/v1/orders', request)).status).toBe(201);
});

test('reset and Retry-After can have their other formats', async () => {
	limits({ ...FROZEN, burst: 1, resetFormat: 'delta', retryAfterFormat: 'date' });
	expect(Number((await get()).headers['x-ratelimit-reset'])).toBeLessThanOrEqual(6_000);
	const at = Date.parse(String((await get()).headers['retry-after']));
	expect(at / 1000).toBeGreaterThan(epoch() + 5_900);
});

test('the day has its own limit, which is then the reported one', async () => {
	limits({ perDay: 3 });
	expect((await get()).headers['x-ratelimit-remaining']).toBe('2');
	await get();
	expect((await get()).status).toBe(200);
	const rejected = await get();
	expect(rejected.status).toBe(429);
	expect(Number(rejected.headers['retry-after'])).toBeGreaterThan(86_000);
});

test('unauthenticated requests count against the IP address, not the key', async () => {
	limits({ ...FROZEN, burst: 2, perIpPerMinute: 6 });
	for (let n = 0; n < 4; n++) expect((await get({ secret: 'x' })).status).toBe(401);
	expect((await get()).headers['x-ratelimit-remaining']).toBe('1');
	expect((await get()).status).toBe(200);
	const rejected = await signed(sandbox, 'GET', '/v1/health');
	expect(rejected.status).toBe(429);
	expect(Number(rejected.headers['retry-after'])).toBeGreaterThan(0);
	expect(rejected.headers['x-request-id']).toBe(rejected.data.request_id);
});
