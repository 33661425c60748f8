import { type Sandbox, startSandbox } from '../../../sandbox';
import { moveRamp } from '../../../sandbox/killb/rampLife';
import { control, order, ORDER } from './client';
import { Receiver } from './receiver';

let sandbox: Sandbox;
let receiver: Receiver;
beforeAll(async () => void (sandbox = await startSandbox()));
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	sandbox.state.reset();
	receiver = await Receiver.start();
	await control(sandbox, 'PUT', '/webhooks', { kernelhost: receiver.url, killb: receiver.url });
});
afterEach(async () => await receiver.stop());

const RAMP = '0d0e0f00-1111-4222-8333-444455556666';
const fire = async (status: string) =>
	await control(sandbox, 'POST', '/events', {
		service: 'killb',
		event: 'RAMP',
		data: { id: RAMP, status },
	});
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));
const sent = async (count: number) =>
	await sandbox.state.journal.waitFor({ direction: 'out' }, count);

test('a webhook is sent once unless duplicates are set', async () => {
	await fire('COMPLETED');
	await order(sandbox, ORDER);
	await sent(4);
	const ids = bodies().map(({ id }) => id as string);
	expect(new Set(ids).size).toBe(ids.length);
});

test('duplicates repeat the same event, under its own ID and with a signature of its own', async () => {
	await control(sandbox, 'PUT', '/deliveries', { duplicates: 2 });
	const { data } = await fire('COMPLETED');
	await sent(3);
	expect(bodies().map(({ id, attempts }) => [id, attempts])).toEqual(Array(3).fill([data.id, 0]));
	for (const { headers } of receiver.received) {
		expect(headers['x-signature-sha256']).toMatch(/^[0-9a-f]{64}$/);
	}
});

test('webhooks within one span are sent in reverse order, even those of one ramp', async () => {
	await fire('CREATED');
	await control(sandbox, 'PUT', '/deliveries', { reorderWindowMs: 50 });
	const states = ['CASH_IN_COMPLETED', 'CONVERSION_COMPLETED', 'COMPLETED'];
	// At once, so that they are within one span however slow the machine is.
	for (const status of states) moveRamp(sandbox.state.killb, RAMP, status);
	await sent(4);
	expect(bodies().map(({ data }) => data.status)).toEqual(['CREATED', ...states.reverse()]);
});

test('a call that fires an event returns when its span is over', async () => {
	await control(sandbox, 'PUT', '/deliveries', { reorderWindowMs: 20 });
	expect((await fire('COMPLETED')).data).toMatchObject({ status: 200 });
	await fire('COMPLETED');
	expect(receiver.received).toHaveLength(2);
});

test('held-back webhooks are dropped by a reset', async () => {
	await control(sandbox, 'PUT', '/deliveries', { reorderWindowMs: 60_000 });
	const held = fire('COMPLETED');
	while (!sandbox.state.killb.ramps.has(RAMP)) await control(sandbox, 'GET', '/settings');
	sandbox.state.reset();
	expect((await held).data).toMatchObject({ status: null, error: 'dropped' });
	expect(receiver.received).toEqual([]);
	expect(sandbox.state.journal.entries()).toEqual([]);
});
