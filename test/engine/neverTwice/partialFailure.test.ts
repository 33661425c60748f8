import { STORED } from '../../support/engine';
import { byId as ownId, KillBSandbox, SEEDED_USER_ID } from '../../support/killb/killBSandbox';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forEachTest();
const killB = KillBSandbox.forEachTest();

const COUNT = 1000;
/** 37 of them, spread over the whole run; the first is item 11. */
const FAILING = new Set(Array.from({ length: 37 }, (_, n) => 11 + n * 26));
const GOES_ON = { onError: 'continueRegularOutput' } as const;

const order = {
	productId: byId('={{ $json.product }}'),
	billingCycle: 'monthly',
	idempotencyMode: 'automatic',
};
const orders = (product = 999_999) =>
	Array.from({ length: COUNT }, (_, index) => ({ product: FAILING.has(index) ? product : 42 }));

beforeEach(() => {
	sandbox.state.update('limits', {
		kernelhost: { perMinute: 600_000, burst: 10_000, perDay: 1_000_000, perIpPerMinute: 1_000_000 },
	});
	sandbox.state.update('account', { balance: '1000000.00' });
});
const credentials = () => sandbox.credentials({ requestsPerMinute: 600_000, burst: 10_000 });

describe('1,000 orders of which 37 fail', () => {
	it('with Continue On Fail are 963 results and 37 linked errors, and a retry places none twice', async () => {
		const rest = { items: orders(), node: GOES_ON, credentials: credentials(), ...STORED };
		const { items } = await sandbox.run('order.create', order, rest);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: COUNT }, (_, item) => ({ item })),
		);
		const failed = items.flatMap(({ json }, index) => ('error' in json ? [index] : []));
		expect(failed).toEqual([...FAILING]);
		for (const index of failed) {
			expect(items[index]?.json).toEqual({
				error: expect.objectContaining({
					message: expect.any(String) as string,
					httpCode: '400',
				}) as object,
			});
		}
		const placed = items.filter(({ json }) => !('error' in json)).map(({ json }) => json.id);
		expect(new Set(placed).size).toBe(963);
		expect(sandbox.ordersPlaced()).toBe(963);
		// The same run again, as after a crash; only its beginning, because it takes long.
		const again = await sandbox.run('order.create', order, {
			...rest,
			items: orders().slice(0, 200),
		});
		expect(again.items.map(({ json }) => json.id)).toEqual(
			items.slice(0, 200).map(({ json }) => json.id),
		);
		expect(sandbox.ordersPlaced()).toBe(963);
	});

	it('without it end at the first failure by order, and Retry On Fail places none twice', async () => {
		const { error, items } = await sandbox.run('order.create', order, {
			items: orders(),
			credentials: credentials(),
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(items).toEqual([]);
		expect(error).toHaveProperty('context.itemIndex', 11);
		expect(sandbox.requests()).toHaveLength(3 * 12);
		expect(new Set(sandbox.ordersAsked().map(({ key }) => key)).size).toBe(12);
		expect(sandbox.ordersPlaced()).toBe(11);
	});

	it('with transient failures are all placed by Retry On Fail, each once', async () => {
		const items = Array.from({ length: 60 }, () => ({ product: 42 }));
		for (const after of [7, 40, 90]) {
			sandbox.state.faults.add([
				{ service: 'kernelhost', method: 'POST', status: 500, carriedOut: true, after },
			]);
		}
		const result = await sandbox.run('order.create', order, {
			items,
			credentials: credentials(),
			node: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 },
		});
		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(60);
		expect(new Set(result.items.map(({ json }) => json.id)).size).toBe(60);
		expect(sandbox.requests().length).toBeGreaterThan(60);
		expect(sandbox.ordersPlaced()).toBe(60);
	});
});

describe('1,000 concurrent reads of which 37 fail', () => {
	const READ = { userId: ownId('={{ $json.id }}') };
	const reads = Array.from({ length: COUNT }, (_, index) => ({
		id: FAILING.has(index) ? `missing-${index}` : SEEDED_USER_ID,
	}));

	it('with Continue On Fail are 963 results and 37 linked errors, in order', async () => {
		const { items } = await killB.run('user.get', READ, {
			items: reads,
			node: GOES_ON,
			credentials: await killB.withoutLimits(),
		});
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(reads.map((_, item) => ({ item })));
		expect(items.map(({ json }) => ('error' in json ? 'failed' : json.id))).toEqual(
			reads.map(({ id }) => (id === SEEDED_USER_ID ? id : 'failed')),
		);
	});

	it('without it end with the first failure by order, even if a later one came earlier', async () => {
		const store = await killB.withoutLimits();
		// The first one to fail is the slowest of those in flight.
		killB.state.faults.add([
			{ service: 'killb', path: '/users/missing-11', kind: 'delay', delayMs: 300 },
		]);
		const items = reads.map((item, index) => (index === 13 ? { id: 'missing-13' } : item));
		const { error } = await killB.run('user.get', READ, { items, credentials: store });
		expect(error).toHaveProperty('context.itemIndex', 11);
		expect(killB.ownRequests()).toContain('GET /users/missing-13 404');
		// Ten at a time: those in flight with the failures, and none after.
		expect(killB.ownRequests().length).toBeLessThan(11 + 2 * 10);
	});
});
