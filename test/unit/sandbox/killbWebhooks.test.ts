import { createHash, createHmac } from 'node:crypto';
import { SEEDED_USER_ID, startSandbox, type Sandbox } from '../../../sandbox';
import { control, killb, logIn } from './client';
import { PERSON } from './people';
import { Receiver } from './receiver';

let sandbox: Sandbox;
let receiver: Receiver;
let token: string;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	sandbox.state.reset();
	sandbox.state.update('deliveries', { backoffMs: 1 });
	receiver = await Receiver.start();
	token = (await logIn(sandbox)).accessToken;
});
afterEach(async () => await receiver.stop());

const call = async (method: string, path: string, body?: unknown) =>
	await killb(sandbox, method, path, { token, body });
const configure = async (extra: object = {}) =>
	await call('POST', '/webhooks', {
		url: receiver.url,
		secret: 'my-secret',
		events: ['USER'],
		...extra,
	});
const sent = async (count: number) =>
	await sandbox.state.journal.waitFor({ direction: 'out' }, count);
const first = () => receiver.received[0] as (typeof receiver.received)[0];

test('there is one config: 201, read, changed, deleted, and its secret is never returned', async () => {
	expect((await call('GET', '/webhooks')).status).toBe(404);
	const created = await configure();
	expect(created.status).toBe(201);
	expect(Object.keys(created.data).sort()).toEqual(
		['active', 'createdAt', 'customerId', 'events', 'id', 'updatedAt', 'url'].sort(),
	);
	expect((await call('GET', '/webhooks')).data).toEqual(created.data);
	expect((await configure()).status).toBe(409);

	const changes = { active: false, secret: 'new', events: ['RAMP', 'PAYOUT'] };
	const changed = await call('PATCH', '/webhooks', changes);
	expect(changed.data).toMatchObject({
		id: created.data.id,
		url: receiver.url,
		active: false,
		events: ['RAMP', 'PAYOUT'],
	});
	expect(JSON.stringify([created.data, changed.data])).not.toContain('my-secret');
	expect((await call('DELETE', '/webhooks')).status).toBe(200);
	expect((await call('DELETE', '/webhooks')).status).toBe(404);
});

test('a config with an unknown event, without a secret or with no URL is 400', async () => {
	for (const extra of [{ events: ['ramp.completed'] }, { secret: undefined }, { url: 'hook' }]) {
		expect((await configure(extra)).data.errorCode).toBe('INVALID.INPUT');
	}
	await configure();
	expect((await call('PATCH', '/webhooks', { url: receiver.url })).data.message).toEqual([
		'active is required',
		'secret is required',
		'events is required',
	]);
});

test('user changes are sent in the documented envelope, signed with HMAC over the raw body', async () => {
	await configure();
	const { data: user } = await call('POST', '/users', { type: 'PERSON', data: PERSON });
	await sent(1);
	await call('PATCH', `/users/${user.id}`, { phone: '+1' });
	await sent(2);
	await call('DELETE', `/users/${user.id}`);
	await sent(3);

	const bodies = receiver.received.map(({ body }) => JSON.parse(body));
	expect(bodies.map(({ event, action, data }) => [event, action, data.id])).toEqual([
		['USER', 'CREATE', user.id],
		['USER', 'UPDATE', user.id],
		['USER', 'DELETE', user.id],
	]);
	expect(bodies[0]).toEqual({
		id: expect.stringMatching(/^evt_[0-9a-f-]{36}$/),
		event: 'USER',
		action: 'CREATE',
		data: user,
		createdAt: expect.any(String),
		updatedAt: expect.any(String),
		attempts: 0,
	});
	expect(first().headers['x-signature-sha256']).toBe(
		createHmac('sha256', 'my-secret').update(first().body).digest('hex'),
	);
});

test("the other documented scheme is the vendor SDK's hash with the secret appended", async () => {
	await configure();
	sandbox.state.update('deliveries', { killbScheme: 'suffix' });
	await call('POST', '/users', { type: 'PERSON', data: PERSON });
	await sent(1);
	const { body, headers } = first();
	expect(headers['x-signature-sha256']).toBe(
		createHash('sha256')
			.update(`${JSON.stringify(JSON.parse(body))}_my-secret`)
			.digest('hex'),
	);
});

test('an unselected event, or a disabled config, sends nothing', async () => {
	await configure({ events: ['RAMP'] });
	await call('POST', '/users', { type: 'PERSON', data: PERSON });
	await call('PATCH', '/webhooks', { active: false, secret: 's', events: ['USER'] });
	await call('PATCH', `/users/${SEEDED_USER_ID}`, { phone: '+1' });
	expect(sandbox.state.journal.entries({ direction: 'out' })).toEqual([]);
});

test('a rejected delivery is attempted up to five times, counted in the body and signed again', async () => {
	await receiver.stop();
	receiver = await Receiver.start([500]);
	await configure();
	await call('POST', '/users', { type: 'PERSON', data: PERSON });
	const attempts = await sent(5);
	expect(attempts.map(({ attempt, status }) => [attempt, status])).toEqual(
		[1, 2, 3, 4, 5].map((attempt) => [attempt, 500]),
	);
	const bodies = receiver.received.map(({ body }) => JSON.parse(body));
	expect(bodies.map((body) => body.attempts)).toEqual([0, 1, 2, 3, 4]);
	expect(new Set(bodies.map((body) => body.id)).size).toBe(1);
	for (const { body, headers } of receiver.received) {
		expect(headers['x-signature-sha256']).toBe(
			createHmac('sha256', 'my-secret').update(body).digest('hex'),
		);
	}
});

test('retries end with the first 2xx', async () => {
	await receiver.stop();
	receiver = await Receiver.start([503, 302, 204]);
	await configure();
	await call('POST', '/users', { type: 'PERSON', data: PERSON });
	expect((await sent(3)).map(({ status }) => status)).toEqual([503, 302, 204]);
});

test('an unreachable receiver is journaled with the reason', async () => {
	await configure();
	await receiver.stop();
	await call('POST', '/users', { type: 'PERSON', data: PERSON });
	const [entry] = await sent(1);
	expect(entry).toMatchObject({ status: null, error: expect.stringMatching(/ECONNREFUSED/) });
	receiver = await Receiver.start();
});

describe('a ramp event fired through the control API', () => {
	const fire = async (body: object) =>
		await control(sandbox, 'POST', '/events', { service: 'killb', event: 'RAMP', ...body });
	beforeEach(async () => {
		await control(sandbox, 'PUT', '/webhooks', { killb: receiver.url });
	});

	test('names a ramp and a user that can be read', async () => {
		const { status, data } = await fire({ data: { status: 'COMPLETED' } });
		expect([status, data.status]).toEqual([200, 200]);
		const { event, action, data: ramp } = JSON.parse(first().body);
		expect([event, action, ramp.status, ramp.userId]).toEqual([
			'RAMP',
			'UPDATE',
			'COMPLETED',
			SEEDED_USER_ID,
		]);
		expect((await call('GET', `/ramps/${ramp.id}`)).data).toEqual(ramp);
		expect((await call('GET', '/ramps?status=COMPLETED')).data).toEqual({
			ramps: [ramp],
			totalPage: 1,
		});
		expect((await call('GET', `/users/${ramp.userId}`)).data.status).toBe('ACTIVE');
		expect(first().headers['x-signature-sha256']).toBe(
			createHmac('sha256', sandbox.details.webhookSecret).update(first().body).digest('hex'),
		);
	});

	test('moves one ramp through its states, and repeats the same event under one ID', async () => {
		const id = '0d0e0f00-1111-4222-8333-444455556666';
		await fire({ action: 'CREATE', data: { id, fromAmount: 12 } });
		await fire({ data: { id, status: 'COMPLETED' }, id: 'evt_1' });
		await fire({ data: { id, status: 'COMPLETED' }, id: 'evt_1' });
		const bodies = receiver.received.map(({ body }) => JSON.parse(body));
		expect(bodies.map(({ data }) => [data.id, data.status, data.fromAmount])).toEqual([
			[id, 'CREATED', 12],
			[id, 'COMPLETED', 12],
			[id, 'COMPLETED', 12],
		]);
		expect(bodies[2].id).toBe(bodies[1].id);
		expect(sandbox.state.killb.ramps.size).toBe(1);
	});

	test('protects its user from deletion while it is pending', async () => {
		const id = '0d0e0f00-1111-4222-8333-444455556666';
		await fire({ data: { id, status: 'CASH_IN_PENDING' } });
		expect((await call('DELETE', `/users/${SEEDED_USER_ID}`)).data.errorCode).toBe(
			'USER.PENDING_RAMPS',
		);
		await fire({ data: { id, status: 'COMPLETED' } });
		expect((await call('DELETE', `/users/${SEEDED_USER_ID}`)).status).toBe(200);
	});

	test('can be forged, sent once, and sent as raw text', async () => {
		await receiver.stop();
		receiver = await Receiver.start([401]);
		const { data } = await fire({
			secret: 'wrong',
			rawBody: 'not { json',
			maxAttempts: 1,
			url: receiver.url,
		});
		expect(data).toMatchObject({ status: 401, answer: '{"received":true}' });
		expect(first().body).toBe('not { json');
		expect(first().headers['x-signature-sha256']).toBe(
			createHmac('sha256', 'wrong').update('not { json').digest('hex'),
		);
		expect(sandbox.state.journal.entries({ direction: 'out' })).toHaveLength(1);
	});
});

test('an unknown ramp is 404', async () => {
	expect((await call('GET', '/ramps/x')).data.statusCode).toBe('404');
});
