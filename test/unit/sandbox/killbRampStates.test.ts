import { createHmac, createHash } from 'node:crypto';
import { SEEDED_USER_ID, SEEDED_WALLET_ID, startSandbox, type Sandbox } from '../../../sandbox';
import { control, killb, logIn } from './client';
import { INTO_CRYPTO } from './quotes';
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
	receiver = await Receiver.start();
	await control(sandbox, 'PUT', '/webhooks', { killb: receiver.url });
	token = (await logIn(sandbox)).accessToken;
});
afterEach(async () => await receiver.stop());

const WAY = [
	'CREATED',
	'CASH_IN_REQUESTED',
	'CASH_IN_PENDING',
	'CASH_IN_PROCESSING',
	'CASH_IN_COMPLETED',
	'CONVERSION_REQUESTED',
	'CONVERSION_PENDING',
	'CONVERSION_PROCESSING',
	'CONVERSION_COMPLETED',
	'CASH_OUT_REQUESTED',
	'CASH_OUT_PENDING',
	'CASH_OUT_PROCESSING',
	'CASH_OUT_COMPLETED',
	'COMPLETED',
];
const call = async (method: string, path: string, body?: unknown) =>
	await killb(sandbox, method, path, { token, body });
const create = async () => {
	const { data } = await call('POST', '/quotations', INTO_CRYPTO);
	const ramp = await call('POST', '/ramps', {
		quotationId: data.id,
		userId: SEEDED_USER_ID,
		accountId: SEEDED_WALLET_ID,
	});
	return ramp.data.id as string;
};
const ramp = async (id: string) => (await call('GET', `/ramps/${id}`)).data;
const fake = async (what: string, rampId: string) =>
	await call('POST', `/faker/cash-${what}`, { rampId });
const told = async (count: number) => {
	await sandbox.state.journal.waitFor({ direction: 'out' }, count);
	return receiver.received.map(({ body }) => JSON.parse(body));
};

test('the fakers move a ramp through all states, in order, with a signed event for each', async () => {
	const id = await create();
	const cashIn = await fake('in', id);
	expect([cashIn.status, cashIn.headers['content-length']]).toEqual([201, '0']);
	expect((await ramp(id)).status).toBe('CASH_OUT_PENDING');
	const cashOut = await fake('out', id);
	expect([cashOut.status, cashOut.headers['content-length']]).toEqual([201, '0']);
	const done = await ramp(id);
	expect(done).toMatchObject({
		status: 'COMPLETED',
		transferProof: expect.stringMatching(/^0x[0-9a-f]{64}$/),
	});

	const events = await told(WAY.length);
	expect(events.map(({ event, action, data }) => [event, action, data.id, data.status])).toEqual(
		WAY.map((status, step) => ['RAMP', step === 0 ? 'CREATE' : 'UPDATE', id, status]),
	);
	expect(events.at(-1).data).toEqual(done);
	for (const { body, headers } of receiver.received) {
		expect(headers['x-signature-sha256']).toBe(
			createHmac('sha256', sandbox.details.webhookSecret).update(body).digest('hex'),
		);
	}
	const { status, data: history } = await call('GET', `/ramps/${id}/status-history`);
	expect([status, history]).toEqual([
		200,
		WAY.map((one) => ({ status: one, timestamp: expect.stringMatching(/T.*Z$/) })),
	]);
});

test('the other scheme also signs them', async () => {
	sandbox.state.update('deliveries', { killbScheme: 'suffix' });
	await create();
	await told(1);
	const [{ body, headers }] = receiver.received as [(typeof receiver.received)[0]];
	expect(headers['x-signature-sha256']).toBe(
		createHash('sha256').update(`${body}_${sandbox.details.webhookSecret}`).digest('hex'),
	);
});

test('a cash-out alone finishes the ramp', async () => {
	const id = await create();
	await fake('out', id);
	expect((await ramp(id)).status).toBe('COMPLETED');
});

test('the fakers reject a ramp that is unknown, paid, finished, or on hold', async () => {
	expect((await fake('in', 'x')).data.errorCode).toBe('RAMP.NOT_FOUND');
	const id = await create();
	await fake('in', id);
	expect((await fake('in', id)).data.message).toEqual(['The ramp was paid for already']);
	await control(sandbox, 'PUT', `/ramps/${id}`, { status: 'REVIEW_NEEDED' });
	expect((await fake('out', id)).data.message).toEqual(['The ramp is REVIEW_NEEDED']);
	await control(sandbox, 'PUT', `/ramps/${id}`, { status: 'CASH_OUT_REQUEST' });
	expect((await fake('out', id)).status).toBe(201);
	expect((await fake('out', id)).data.message).toEqual(['The ramp is COMPLETED']);
	expect((await call('POST', '/faker/cash-in', {})).data.message).toEqual(['rampId is required']);
});

test('a ramp stands still by default, and advances if configured', async () => {
	const still = await create();
	sandbox.state.update('killb', { rampStepMs: 1 });
	const walking = await create();
	const events = await told(1 + WAY.length);
	const states = (id: string) =>
		events.filter(({ data }) => data.id === id).map(({ data }) => data.status);
	expect([states(still), states(walking)]).toEqual([['CREATED'], WAY]);
});

test('the control API gives a ramp any documented state, and no other', async () => {
	const id = await create();
	const { data } = await control(sandbox, 'PUT', `/ramps/${id}`, { status: 'EXPIRED' });
	expect(data.status).toBe('EXPIRED');
	const [, event] = await told(2);
	expect([event.action, event.data.status]).toEqual(['UPDATE', 'EXPIRED']);
	const wrong = await control(sandbox, 'PUT', `/ramps/${id}`, { status: 'PROCESSING' });
	expect(wrong.status).toBe(400);
	expect((await control(sandbox, 'PUT', '/ramps/x', { status: 'FAILED' })).status).toBe(404);
});

test('pending webhooks are dropped by a reset', async () => {
	const id = await create();
	await fake('out', id);
	sandbox.state.reset();
	sandbox.state.killb.setWebhook(receiver.url, 'secret', ['RAMP', 'USER']);
	await control(sandbox, 'PUT', `/users/${SEEDED_USER_ID}`, { status: 'ACTIVE' });
	await sandbox.state.journal.waitFor({ direction: 'out' }, 1);
	const after = sandbox.state.journal.entries({ direction: 'out' });
	expect(after.map(({ body }) => JSON.parse(body).event)).toEqual(['USER']);
});
