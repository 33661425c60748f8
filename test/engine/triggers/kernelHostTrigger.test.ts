import type { INodeParameters } from 'n8n-workflow';
import {
	catchLog,
	IGNORED,
	kernelHost,
	kernelHostHeader,
	now,
	paid,
	REFUSED,
} from '../../support/triggers/deliveries';

beforeEach(() => void catchLog());
afterEach(() => jest.restoreAllMocks());

describe('the KernelHost Trigger', () => {
	it('starts the workflow with the event, its metadata, and the verification result', async () => {
		const result = await kernelHost(paid);
		expect(result).toMatchObject({ status: 200, body: undefined, noWebhookResponse: false });
		const [item, ...others] = result.items;
		expect(others).toEqual([]);
		expect(item?.json).toEqual({
			objectId: null,
			status: null,
			eventId: 'evt_1',
			eventType: 'order.paid',
			eventTime: '2025-10-09T08:53:20.000Z',
			receivedAt: expect.any(String) as string,
			event: JSON.parse(paid) as unknown,
			verified: {
				scheme: 'stripe-v1',
				header: 'kh-webhook-signature',
				secret: 'current',
				timestamp: expect.any(Number) as number,
			},
			headers: { 'content-type': 'application/json' },
		});
	});

	it('reads the configured header only', async () => {
		const parameters = { settings: { signatureHeader: 'X-Own' } };
		expect(await kernelHost(paid, parameters)).toMatchObject(REFUSED);
		const headers = { 'x-own': kernelHostHeader(paid) };
		expect((await kernelHost(paid, parameters, { headers })).items).toHaveLength(1);
	});

	it('applies the user’s tolerance in both directions', async () => {
		const late = { headers: { 'kh-signature': kernelHostHeader(paid, now() - 900) } };
		const early = { headers: { 'kh-signature': kernelHostHeader(paid, now() + 900) } };
		for (const delivery of [late, early]) {
			expect(await kernelHost(paid, {}, delivery)).toMatchObject(REFUSED);
			const wide = await kernelHost(paid, { settings: { tolerance: 1000 } }, delivery);
			expect(wide.items).toHaveLength(1);
		}
	});

	it.each<[INodeParameters, boolean]>([
		[{ events: ['order.paid'] }, true],
		[{ events: ['order.*'] }, true],
		[{ events: ['invoice.created', 'service.*'] }, false],
		[{ events: [], otherEvents: 'order.refunded, order.paid' }, true],
		[{ events: [], otherEvents: 'order.refunded' }, false],
		[{ events: [], otherEvents: 'order:paid' }, true],
		[{ events: [], otherEvents: 'order:refunded' }, false],
		[{ events: [] }, true],
		[{ events: ['*'] }, true],
	])('with %j: order.paid starts the workflow: %s', async (parameters, starts) => {
		const result = await kernelHost(paid, parameters);
		if (starts) expect(result).toMatchObject({ status: 200, executionStarted: true });
		else expect(result).toMatchObject(IGNORED);
	});

	it('shows the ID and status of the order first', async () => {
		const body = '{"id":"evt_1","type":"order.updated","data":{"id":1001,"status":"paid"}}';
		const { items } = await kernelHost(body, { events: [], otherEvents: 'order:paid' });
		expect(Object.entries(items[0]?.json ?? {}).slice(0, 4)).toEqual([
			['objectId', '1001'],
			['status', 'paid'],
			['eventType', 'order.updated'],
			['eventId', 'evt_1'],
		]);
	});

	it('keeps every digit in the raw body', async () => {
		const body = '{"type":"order.paid","total":12345678901234567890.123456789}';
		const result = await kernelHost(body, { settings: { includeRawBody: true } });
		expect(result.items[0]?.json.rawBody).toBe(body);
	});
});
