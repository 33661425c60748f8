import { setTimeout as delay } from 'node:timers/promises';
import StripeSdk from 'stripe';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { order, ORDER, signed, type Answer } from './client';
import { Receiver } from './receiver';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

const placed = () => sandbox.state.kernelhost.orders.size;
const problem = ({ status, data }: Answer) => [status, data.type.split('/').at(-1), data.reason];

test('an order needs only a product ID and a billing cycle, and can be read back', async () => {
	const { status, data } = await order(sandbox, ORDER);
	expect(status).toBe(201);
	expect(data).toMatchObject({
		status: 'pending',
		product_id: 42,
		amount: '9.99',
		service_id: null,
	});
	const read = await signed(sandbox, 'GET', `/v1/orders/${data.id}`);
	expect(read.data).toMatchObject({ id: data.id, product_id: 42 });
});

test('config options change the price, and the product lists them', async () => {
	const product = await signed(sandbox, 'GET', '/v1/products/42');
	expect(product.data.config_options.map((option: { id: string }) => option.id)).toContain(
		'backups',
	);
	const { data } = await order(sandbox, {
		...ORDER,
		config_options: { backups: 'daily', operating_system: 'windows-2022' },
	});
	expect(data.amount).toBe('24.49');
});

test.each<[string, unknown, string[]]>([
	['no fields', {}, ['product_id', 'billing_cycle']],
	['a product ID as text', { ...ORDER, product_id: '42' }, ['product_id']],
	['an unknown product', { ...ORDER, product_id: 4711 }, ['product_id']],
	['an unknown cycle', { ...ORDER, billing_cycle: 'hourly' }, ['billing_cycle']],
	['a cycle named like a built-in', { ...ORDER, billing_cycle: 'constructor' }, ['billing_cycle']],
	['an unknown option', { ...ORDER, config_options: { colour: 'red' } }, ['config_options.colour']],
	['a list', [ORDER], ['body']],
])('an order with %s is 400 with one entry per field', async (_what, body, fields) => {
	const answer = await order(sandbox, body);
	expect(problem(answer)).toEqual([400, 'validation_failed', undefined]);
	expect(answer.data.errors.map((error: { field: string }) => error.field)).toEqual(fields);
	expect(placed()).toBe(0);
});

test('a body that is not JSON, or not sent as JSON, is 400', async () => {
	for (const request of [
		{ raw: '{"a":' },
		{ body: ORDER, headers: { 'Content-Type': 'text/plain' } },
	]) {
		const answer = await signed(sandbox, 'POST', '/v1/orders', { ...request, idempotencyKey: 'k' });
		expect(problem(answer)[0]).toBe(400);
	}
});

test.each([undefined, '', 'a b', 'k'.repeat(81), 'clé'])(
	'the Idempotency-Key %p is 400',
	async (idempotencyKey) => {
		const headers = {
			'Idempotency-Key': idempotencyKey && Buffer.from(idempotencyKey).toString('latin1'),
		};
		const answer = await signed(sandbox, 'POST', '/v1/orders', { body: ORDER, headers });
		expect(answer.data.errors).toMatchObject([{ field: 'Idempotency-Key' }]);
	},
);

test('the same key and body return the stored response, even after the order changed', async () => {
	sandbox.state.update('delays', { paidAfterMs: 0, provisionedAfterMs: 0 });
	const key = `${'k'.repeat(76)}_.-9`;
	const first = await order(sandbox, ORDER, key);
	await statusOf(first.data.id, 'provisioned');
	const second = await order(sandbox, ORDER, key);
	expect([second.status, second.data]).toEqual([201, first.data]);
	expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
	expect(placed()).toBe(1);
});

test.each(['body', 'bodyAndPath'] as const)(
	'if %s is compared, the same key with another body is 409 idempotency_conflict',
	async (compares) => {
		sandbox.state.update('idempotency', { compares });
		await order(sandbox, ORDER, 'key-1');
		const other = await order(sandbox, { ...ORDER, product_id: 41 }, 'key-1');
		expect(problem(other)).toEqual([409, 'idempotency_conflict', undefined]);
		expect(placed()).toBe(1);
	},
);

describe('the same key and body on another path', () => {
	const reboot = async (serviceId: number) =>
		await signed(sandbox, 'POST', `/v1/services/${serviceId}/actions`, {
			body: { action: 'reboot' },
			idempotencyKey: 'key-1',
		});
	const rebooted = () => sandbox.state.kernelhost.actions.map(({ service_id: id }) => id);

	test('get the first response if only the body is compared, and nothing is done', async () => {
		const first = await reboot(5001);
		const second = await reboot(5002);
		expect([second.status, second.data]).toEqual([first.status, first.data]);
		expect(rebooted()).toEqual([5001]);
	});

	test('are 409 idempotency_conflict if the path is compared too', async () => {
		sandbox.state.update('idempotency', { compares: 'bodyAndPath' });
		await reboot(5001);
		expect(problem(await reboot(5002))).toEqual([409, 'idempotency_conflict', undefined]);
		expect(rebooted()).toEqual([5001]);
	});
});

test('calls that arrive while the first is in progress get its response, never a second order', async () => {
	sandbox.state.update('delays', { orderTakesMs: 50 });
	const answers = await Promise.all(
		Array.from({ length: 8 }, async () => await order(sandbox, ORDER, 'same')),
	);
	expect(new Set(answers.map(({ data }) => data.id)).size).toBe(1);
	expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
	expect(placed()).toBe(1);
});

test('a key is kept for 24 hours and then free again', async () => {
	await order(sandbox, ORDER, 'day');
	const later = async (offsetSeconds: number) => {
		sandbox.state.update('clock', { offsetSeconds });
		const timestamp = Math.floor(Date.now() / 1000) + offsetSeconds;
		return await signed(sandbox, 'POST', '/v1/orders', {
			body: ORDER,
			idempotencyKey: 'day',
			timestamp,
		});
	};
	await later(86_300);
	expect(placed()).toBe(1);
	await later(86_500);
	expect(placed()).toBe(2);
});

test('a replay can be marked with a header, and is not by default', async () => {
	await order(sandbox, ORDER, 'marked');
	expect((await order(sandbox, ORDER, 'marked')).headers['idempotent-replayed']).toBeUndefined();
	sandbox.state.update('idempotency', { replayHeader: 'Idempotent-Replayed' });
	expect((await order(sandbox, ORDER, 'marked')).headers['idempotent-replayed']).toBe('true');
});

test.each([
	['client_not_found', { clientFound: false }],
	['insufficient_credit_and_no_card', { balance: '9.98', card: 'none' as const }],
	['card_declined', { balance: '0.00', card: 'declined' as const }],
	['card_expired', { balance: '0.00', card: 'expired' as const }],
])('an account that cannot pay is 402 %s, and nothing is charged', async (reason, account) => {
	const { balance } = sandbox.state.update('account', account);
	expect(problem(await order(sandbox, ORDER))).toEqual([402, 'payment_required', reason]);
	expect(placed()).toBe(0);
	expect(sandbox.state.settings.account.balance).toBe(balance);
});

test('credit is used first and the card pays the rest', async () => {
	sandbox.state.update('account', { balance: '4.00', card: 'valid' });
	const { data } = await order(sandbox, ORDER);
	expect(data.paid_from).toEqual({ credit: '4.00', card: '5.99' });
	const balance = await signed(sandbox, 'GET', '/v1/billing/balance');
	expect(balance.data.balance).toBe('0.00');
});

test('a 402 is replayed under its key even after a top-up, unless the setting says otherwise', async () => {
	sandbox.state.update('account', { balance: '0.00', card: 'none' });
	await order(sandbox, ORDER, 'poor');
	sandbox.state.update('account', { balance: '50.00' });
	expect((await order(sandbox, ORDER, 'poor')).status).toBe(402);
	expect((await order(sandbox, ORDER, 'new-key')).status).toBe(201);

	sandbox.state.reset();
	sandbox.state.update('idempotency', { replayErrors: false });
	sandbox.state.update('account', { balance: '0.00', card: 'none' });
	await order(sandbox, ORDER, 'poor');
	sandbox.state.update('account', { balance: '50.00' });
	expect((await order(sandbox, ORDER, 'poor')).status).toBe(201);
});

test('an order that failed validation leaves its key free', async () => {
	expect((await order(sandbox, {}, 'retry')).status).toBe(400);
	expect((await order(sandbox, ORDER, 'retry')).status).toBe(201);
});

test('an order is paid, then provisioned, and each step sends a webhook that Stripe verifies', async () => {
	const receiver = await Receiver.start();
	sandbox.state.update('delays', { paidAfterMs: 5, provisionedAfterMs: 5 });
	sandbox.state.kernelhost.webhookUrl = receiver.url;
	const { data } = await order(sandbox, ORDER);
	await sandbox.state.journal.waitFor({ direction: 'out' }, 3);

	const events = receiver.received.map(({ headers, body }) =>
		StripeSdk.webhooks.constructEvent(
			body,
			String(headers['kh-webhook-signature']),
			sandbox.details.webhookSecret,
		),
	);
	expect(events.map(({ type }) => type).sort()).toEqual([
		'invoice.created',
		'order.paid',
		'service.provisioned',
	]);
	expect(events.find(({ type }) => (type as string) === 'service.provisioned')?.data).toMatchObject(
		{
			order_id: data.id,
			status: 'active',
		},
	);
	const finished = await signed(sandbox, 'GET', `/v1/orders/${data.id}`);
	expect(finished.data.status).toBe('provisioned');
	const service = await signed(sandbox, 'GET', `/v1/services/${finished.data.service_id}`);
	expect(service.data).toMatchObject({ order_id: data.id, status: 'active' });
	await receiver.stop();
});

test('IDs that are not plain numbers, or lead elsewhere, are 404', async () => {
	const { data } = await order(sandbox, ORDER);
	for (const id of [
		'99999',
		'0',
		'-1',
		'1e3',
		`0${data.id}`,
		`${data.id}%20`,
		'..%2F..%2Fme',
		'x%2Fy',
		'ü',
		'%',
	]) {
		const answer = await signed(sandbox, 'GET', `/v1/orders/${encodeURI(id).replace(/%25/g, '%')}`);
		expect(problem(answer)).toEqual([404, 'not_found', undefined]);
	}
});

async function statusOf(id: number, wanted: string): Promise<void> {
	while (sandbox.state.kernelhost.orders.get(id)?.status !== wanted) await delay(5);
}
