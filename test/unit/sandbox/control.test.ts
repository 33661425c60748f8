import StripeSdk from 'stripe';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { Journal, type JournalEntry } from '../../../sandbox/shared/journal';
import { control, killb, logIn, order, ORDER, signed } from './client';
import { Receiver } from './receiver';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.state.reset());

const journal = async (query = ''): Promise<JournalEntry[]> =>
	(await control(sandbox, 'GET', `/journal${query}`)).data;

describe('the journal', () => {
	test('records every request and response in order, unchanged and with secrets', async () => {
		await signed(sandbox, 'GET', '/v1/products?x=%2F+%20a');
		const answer = await order(sandbox, ORDER);
		await logIn(sandbox);
		const entries = await journal();
		expect(
			entries.map(({ service, method, path, status }) => [service, method, path, status]),
		).toEqual([
			['kernelhost', 'GET', '/cp/kh_reseller_api/v1/products?x=%2F+%20a', 200],
			['kernelhost', 'POST', '/cp/kh_reseller_api/v1/orders', 201],
			['killb', 'POST', '/api/v2/auth/login', 201],
		]);
		expect(entries[1]).toMatchObject({
			direction: 'in',
			body: JSON.stringify(ORDER),
			headers: { 'kh-key': sandbox.details.keyId, 'content-type': 'application/json' },
		});
		expect(JSON.parse(entries[1]?.answer ?? '')).toEqual(answer.data);
		expect(entries[2]?.body).toContain(sandbox.details.password);
	});

	test('records rejected, misdirected and undecodable requests', async () => {
		await signed(sandbox, 'POST', '/v1/orders', { raw: '{"not json', secret: 'x' });
		await signed(sandbox, 'GET', '/v1/orders/%zz');
		await killb(sandbox, 'DELETE', '/nothing/at/all', { body: { a: 1 } });
		expect((await journal()).map(({ path, body, status }) => [path, body, status])).toEqual([
			['/cp/kh_reseller_api/v1/orders', '{"not json', 401],
			['/cp/kh_reseller_api/v1/orders/%zz', '', 404],
			['/api/v2/nothing/at/all', '{"a":1}', 404],
		]);
	});

	test('can be filtered and emptied, and its numbers continue', async () => {
		await signed(sandbox, 'GET', '/v1/me');
		await logIn(sandbox);
		const [first = NaN, second = NaN] = (await journal()).map(({ seq }) => seq);
		expect(second).toBe(first + 1);
		expect(await journal('?service=killb&direction=in&method=POST')).toHaveLength(1);
		expect((await journal(`?since=${first}`)).map(({ seq }) => seq)).toEqual([second]);
		expect(await journal('?direction=out')).toEqual([]);
		expect((await control(sandbox, 'GET', '/journal?nonsense=1')).status).toBe(400);
		expect((await control(sandbox, 'DELETE', '/journal')).status).toBe(204);
		await signed(sandbox, 'GET', '/v1/me');
		expect((await journal()).map(({ seq }) => seq)).toEqual([second + 1]);
	});

	test('shows binary responses by size and type', async () => {
		await signed(sandbox, 'GET', '/v1/billing/invoices/9001/pdf');
		expect((await journal())[0]?.answer).toMatch(/^<\d+ bytes of application\/pdf>$/);
	});

	test('drops the oldest entries when it is full', () => {
		const small = new Journal(10);
		const entry = {
			direction: 'in',
			service: 'killb',
			method: 'GET',
			headers: {},
			body: '',
		} as const;
		for (let n = 1; n <= 25; n++) small.add({ ...entry, path: `/${n}`, status: 200, answer: '' });
		expect(small.entries().map(({ seq }) => seq)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
	});

	test('reports its count when a wait times out', async () => {
		await signed(sandbox, 'GET', '/v1/me');
		await expect(sandbox.state.journal.waitFor({ service: 'kernelhost' }, 2, 20)).rejects.toThrow(
			'Only 1 of 2 journal entries',
		);
	});
});

describe('settings', () => {
	test('are changed by section and member, at every depth, and the rest stays', async () => {
		const { data } = await control(sandbox, 'PUT', '/limits', { kernelhost: { burst: 3 } });
		expect(data.kernelhost).toMatchObject({ burst: 3, perMinute: 60 });
		expect(data.killb.burst).toBe(200);
		expect((await control(sandbox, 'PUT', '/scopes', { scopes: ['read:products'] })).data).toEqual({
			scopes: ['read:products'],
		});
		expect((await control(sandbox, 'GET', '/settings')).data).toEqual(sandbox.state.settings);
	});

	test.each([
		['/clock', { offsetSeconds: 'soon' }],
		['/clock', { offset: 1 }],
		['/limits', { kernelhost: { burst: 0 } }],
		['/account', { balance: 12.5 }],
		['/deliveries', { killbScheme: 'md5' }],
		['/scopes', null],
		['/webhooks', { killb: 'not a url' }],
		['/events', { service: 'nobody' }],
	])('PUT or POST %s with %j is 400 and says why', async (path, body) => {
		const method = path === '/events' ? 'POST' : 'PUT';
		const { status, data } = await control(sandbox, method, path, body);
		expect([status, typeof data.error]).toEqual([400, 'string']);
	});

	test('that do not exist are 404', async () => {
		expect((await control(sandbox, 'PUT', '/weather', {})).status).toBe(404);
	});

	test('return to their defaults after a reset, and so does everything else', async () => {
		await control(sandbox, 'PUT', '/account', { balance: '0.00' });
		await control(sandbox, 'PUT', '/webhooks', {
			kernelhost: 'http://127.0.0.1:9/',
			killb: 'http://127.0.0.1:9/',
		});
		await order(sandbox, ORDER, 'again');
		const { accessToken } = await logIn(sandbox);
		await control(sandbox, 'POST', '/reset');
		expect(await journal()).toEqual([]);
		expect((await control(sandbox, 'GET', '/webhooks')).data).toEqual({
			kernelhost: null,
			killb: null,
			killbEvents: null,
		});
		expect(sandbox.state.settings.account.balance).toBe('500.00');
		expect(sandbox.state.kernelhost.orders.size).toBe(0);
		expect((await killb(sandbox, 'GET', '/auth/me', { token: accessToken })).status).toBe(401);
	});
});

describe('a KernelHost event fired through the control API', () => {
	const fire = async (body: object) =>
		await control(sandbox, 'POST', '/events', {
			service: 'kernelhost',
			type: 'order.paid',
			...body,
		});

	test('is signed so that Stripe verifies it, under the configured header', async () => {
		const receiver = await Receiver.start();
		await control(sandbox, 'PUT', '/webhooks', { kernelhost: receiver.url });
		await control(sandbox, 'PUT', '/deliveries', { kernelhostHeader: 'X-Other-Signature' });
		const { data } = await fire({ data: { id: 7 }, id: 'evt_7', created: 1_700_000_000 });
		expect(data).toEqual({ id: 'evt_7', status: 200, answer: '{"received":true}' });
		const [{ body, headers } = { body: '', headers: {} }] = receiver.received;
		expect(JSON.parse(body)).toEqual({
			id: 'evt_7',
			type: 'order.paid',
			created: 1_700_000_000,
			data: { id: 7 },
		});
		const verified = StripeSdk.webhooks.constructEvent(
			body,
			String(headers['x-other-signature']),
			sandbox.details.webhookSecret,
		);
		expect(verified.id).toBe('evt_7');
		await receiver.stop();
	});

	test('can have an old timestamp, which Stripe rejects', async () => {
		const receiver = await Receiver.start();
		await fire({ url: receiver.url, timestamp: 1_700_000_000 });
		const [{ body, headers } = { body: '', headers: {} }] = receiver.received;
		expect(headers['kh-webhook-signature']).toMatch(/^t=1700000000,v1=[0-9a-f]{64}$/);
		expect(() =>
			StripeSdk.webhooks.constructEvent(
				body,
				String(headers['kh-webhook-signature']),
				sandbox.details.webhookSecret,
			),
		).toThrow('Timestamp outside the tolerance zone');
		await receiver.stop();
	});

	test('without a registered URL is 409 and says what to do', async () => {
		const { status, data } = await fire({});
		expect([status, data.error]).toEqual([409, expect.stringContaining('PUT /control/webhooks')]);
	});
});
