import { SEEDED_USER_ID, SEEDED_WALLET_ID } from '../../../sandbox';
import { control, logIn, order, ORDER, signed } from './client';
import { KillBSession } from './killbSession';
import { INTO_CRYPTO } from './quotes';

const session = KillBSession.forThisFile();

const records = async () => (await control(session.sandbox, 'GET', '/records')).data;
const limits = async () => (await control(session.sandbox, 'GET', '/limits')).data;

describe('the records', () => {
	test('are empty at the start, except for documents to sign', async () => {
		const { kernelhost, killb } = await records();
		expect(kernelhost).toEqual({ orders: [], actions: [], writes: {} });
		const { documents, writes, ...rest } = killb;
		expect(documents).toHaveLength(2);
		expect(writes).toEqual({ 'POST /auth/login': 1 });
		expect(
			Object.values(rest).every((made) => made === 0 || (made as unknown[]).length === 0),
		).toBe(true);
	});

	test('list each order and each action once with its key, whatever the client saw', async () => {
		const { sandbox } = session;
		sandbox.state.faults.add([{ service: 'kernelhost', kind: 'lostAnswer', times: 2 }]);
		await order(sandbox, ORDER, 'first').catch(() => undefined);
		const action = { body: { action: 'reboot' }, idempotencyKey: 'second' };
		const path = '/v1/services/5001/actions';
		await signed(sandbox, 'POST', path, action).catch(() => undefined);
		expect((await order(sandbox, ORDER, 'first')).status).toBe(201);
		expect((await signed(sandbox, 'POST', path, action)).status).toBe(202);
		const { kernelhost } = await records();
		expect(kernelhost.orders).toEqual([
			expect.objectContaining({ id: 1001, idempotencyKey: 'first', product_id: 42 }),
		]);
		expect(kernelhost.actions).toEqual([
			expect.objectContaining({
				id: 1,
				idempotencyKey: 'second',
				service_id: 5001,
				action: 'reboot',
			}),
		]);
		expect(kernelhost.writes).toEqual({ 'POST /v1/orders': 2, 'POST /v1/services/:id/actions': 2 });
	});

	test('list objects created at KillB with their external ID, whatever the client saw', async () => {
		const { sandbox, call } = session;
		const savings = { userId: SEEDED_USER_ID, acceptedTermsAndConditions: true };
		sandbox.state.faults.add([
			{ service: 'killb', kind: 'status', status: 502, carriedOut: true },
			{ service: 'killb', kind: 'status', status: 502 },
		]);
		for (let n = 0; n < 2; n++) expect((await call('POST', '/savings', savings)).status).toBe(502);
		const quotationId = (await call('POST', '/quotations', INTO_CRYPTO)).data.id;
		const ramp = { quotationId, userId: SEEDED_USER_ID, accountId: SEEDED_WALLET_ID };
		const { status, data } = await call('POST', '/ramps', { ...ramp, externalId: 'order-7' });
		expect(status).toBe(201);
		const { killb } = await records();
		expect(killb.savings).toHaveLength(1);
		expect(killb.quotations).toEqual([{ id: quotationId, usedBy: data.id }]);
		expect(killb.ramps).toEqual([
			{ id: data.id, externalId: 'order-7', createdAt: data.createdAt },
		]);
		expect(killb.writes).toEqual({
			'POST /auth/login': 1,
			'POST /quotations': 1,
			'POST /ramps': 1,
			'POST /savings': 1,
		});
	});

	test('do not count rejected requests', async () => {
		expect((await session.call('POST', '/quotations', {})).status).toBe(400);
		expect((await order(session.sandbox, {})).status).toBe(400);
		const { kernelhost, killb } = await records();
		expect([kernelhost.orders, kernelhost.writes, killb.quotations]).toEqual([[], {}, []]);
	});

	test('equal the records in process', async () => {
		await order(session.sandbox, ORDER);
		expect(JSON.parse(JSON.stringify(session.sandbox.state.records()))).toEqual(await records());
	});
});

describe('the rejections by the rate limit', () => {
	test('are counted by service, including those by IP address, without those of a fault', async () => {
		const { sandbox } = session;
		sandbox.state.faults.add([
			{ service: 'kernelhost', status: 429 },
			{ service: 'killb', status: 429 },
		]);
		expect((await signed(sandbox, 'GET', '/v1/me')).status).toBe(429);
		expect((await session.call('GET', '/auth/me')).status).toBe(429);
		expect(await limits()).toEqual({ kernelhost: { refused: 0 }, killb: { refused: 0 } });

		sandbox.state.update('limits', { kernelhost: { perMinute: 1, burst: 1, perIpPerMinute: 3 } });
		for (const status of [200, 429, 429, 429]) {
			expect((await signed(sandbox, 'GET', '/v1/me')).status).toBe(status);
		}
		sandbox.state.update('limits', { killb: { perSecond: 0.001, burst: 1 } });
		await logIn(sandbox);
		expect((await session.call('GET', '/auth/me')).status).toBe(429);
		expect(await limits()).toEqual({ kernelhost: { refused: 3 }, killb: { refused: 1 } });
		sandbox.state.reset();
		expect(await limits()).toEqual({ kernelhost: { refused: 0 }, killb: { refused: 0 } });
	});
});
