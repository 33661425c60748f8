import type { FaultRequest } from '../../../sandbox/shared/faults';
import { byId, KernelHostSandbox } from '../../support/kernelhost/kernelHostSandbox';

const sandbox = KernelHostSandbox.forEachTest();

const JSON_TYPE = { 'content-type': 'application/json' };
const answer = (rest: Partial<FaultRequest>) =>
	sandbox.state.faults.add([
		{ service: 'kernelhost', path: '/v1/orders', headers: JSON_TYPE, times: 20, ...rest },
	]);
const ONCE = { adjustLimits: true, requestsPerMinute: 60_000, burst: 1000, maximumAttempts: 1 };

const order = async (change: object = {}) =>
	await sandbox.run(
		'order.create',
		{
			productId: byId('42'),
			billingCycle: 'monthly',
			idempotencyMode: 'reference',
			businessReference: 'pay-77',
		},
		{ credentials: sandbox.credentials({ ...change }) },
	);

describe('an order whose response has no order', () => {
	it.each([
		[201, '[]'],
		[201, '[[]]'],
		[201, 'null'],
		[201, '{}'],
		[201, '[{}]'],
		[201, '"ok"'],
		[201, 'true'],
		[201, '7'],
		[201, ''],
		[202, ''],
		[204, ''],
	])('has an unknown outcome: %d %s', async (status, body) => {
		answer({ status, body });
		const { error, items } = await order(ONCE);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(
			/The outcome is unknown: KernelHost may have processed the request\./,
		);
	});

	it('is sent again under its key, and the stored response is the result', async () => {
		answer({ status: 201, body: '[]', carriedOut: true, times: 1 });
		const { items, error } = await order();
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ product_id: 42 });
		expect(sandbox.ordersPlaced()).toBe(1);
	});
});

it('an action that is accepted without a body is a success', async () => {
	sandbox.state.faults.add([{ service: 'kernelhost', path: '/actions', status: 202, body: '' }]);
	const { error, items } = await sandbox.run('service.reboot', { serviceId: byId('5001') });
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({ success: true });
});

it('an action with an empty list as the response has an unknown outcome', async () => {
	sandbox.state.faults.add([
		{
			service: 'kernelhost',
			path: '/actions',
			status: 200,
			body: '[]',
			headers: JSON_TYPE,
			times: 9,
		},
	]);
	const { error } = await sandbox.run(
		'service.reboot',
		{ serviceId: byId('5001') },
		{ credentials: sandbox.credentials(ONCE) },
	);
	expect(error?.message).toMatch(/The outcome is unknown/);
});

describe('a conflict', () => {
	it('without a body claims nothing more', async () => {
		answer({ status: 409, body: '' });
		const { error } = await order();
		expect(error?.message).toBe('KernelHost reports a conflict');
		expect(error?.description).not.toMatch(/first order|stands|placed/);
	});

	it('of the documented type says that the first order stands', async () => {
		answer({ status: 409, body: { type: 'idempotency_conflict' } });
		const { error } = await order();
		expect(error?.message).toBe(
			'KernelHost already received this idempotency key with different content',
		);
	});
});

describe.each([
	{ what: '425', fault: { status: 425, body: '' } },
	{
		what: 'a conflict that is in progress',
		fault: { status: 409, body: { type: 'request_in_progress' } },
	},
	{
		what: 'a conflict with a request that is still being processed',
		fault: { status: 409, body: { title: 'The first request is still being processed' } },
	},
])('$what', ({ fault }) => {
	it('is sent again under the same key', async () => {
		answer({ ...fault, times: 2 });
		const { error } = await order();
		expect(error).toBeUndefined();
		expect(new Set(sandbox.ordersAsked().map(({ key }) => key)).size).toBe(1);
		expect(sandbox.ordersPlaced()).toBe(1);
	});

	it('leaves the outcome unknown if it does not end', async () => {
		answer(fault);
		const { error } = await order(ONCE);
		expect(error?.message).toMatch(/The outcome is unknown/);
	});
});
