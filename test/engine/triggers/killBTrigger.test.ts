import { createHash } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { catchLog, IGNORED, killB, ramp, REFUSED, SECRET } from '../../support/triggers/deliveries';

beforeEach(() => void catchLog());
afterEach(() => jest.restoreAllMocks());

describe('the KillB Trigger', () => {
	it('starts the workflow with the event, its action, and the scheme that verified it', async () => {
		const { items } = await killB(ramp);
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toEqual({
			objectId: 'ramp_1',
			status: 'COMPLETED',
			eventId: 'evt_2',
			eventType: 'RAMP',
			eventAction: 'UPDATE',
			eventTime: '2026-01-02T03:04:05.000Z',
			receivedAt: expect.any(String) as string,
			event: JSON.parse(ramp) as unknown,
			verified: { scheme: 'hmac', header: 'x-signature-sha256', secret: 'current' },
			headers: { 'content-type': 'application/json' },
		});
	});

	it('accepts the scheme that the user chose, and both by default', async () => {
		const suffix = createHash('sha256').update(`${ramp}_${SECRET}`).digest('hex');
		const bySuffix = { headers: { 'x-signature-sha256': suffix } };
		const only = (signatureScheme: string) => ({ settings: { signatureScheme } });
		expect((await killB(ramp, {}, bySuffix)).items[0]?.json.verified).toMatchObject({
			scheme: 'suffix',
		});
		expect((await killB(ramp, only('suffix'), bySuffix)).items).toHaveLength(1);
		expect(await killB(ramp, only('hmac'), bySuffix)).toMatchObject(REFUSED);
		expect((await killB(ramp, only('hmac'))).items).toHaveLength(1);
		expect(await killB(ramp, only('suffix'))).toMatchObject(REFUSED);
	});

	it.each<[INodeParameters, boolean]>([
		[{ events: ['RAMP'], actions: ['UPDATE'] }, true],
		[{ events: ['RAMP'], actions: ['CREATE', 'DELETE'] }, false],
		[{ events: ['USER', 'ACCOUNT'] }, false],
		[{ events: ['USER'], otherEvents: 'RAMP' }, true],
		[{ events: ['RAMP:COMPLETED'] }, true],
		[{ events: ['RAMP:COMPLETED'], actions: ['CREATE'] }, false],
		[{ events: ['RAMP:CREATED', 'RAMP:FAILED'] }, false],
		[{ events: ['RAMP:CREATED'], otherEvents: 'ramp:completed' }, true],
		[{ events: ['PAYOUT:COMPLETED'], otherEvents: '*:CREATED' }, false],
		[{ actions: ['UPDATE'] }, true],
		[{ actions: ['CREATE'], settings: { otherActions: 'ARCHIVE, update' } }, true],
		[{ actions: [], settings: { otherActions: ' UPDATE ,' } }, true],
		[{ actions: ['CREATE'], settings: { otherActions: 'ARCHIVE' } }, false],
		[{ actions: [], settings: { otherActions: 'ARCHIVE' } }, false],
	])('with %j: an updated ramp starts the workflow: %s', async (parameters, starts) => {
		const result = await killB(ramp, parameters);
		if (starts) expect(result).toMatchObject({ status: 200, executionStarted: true });
		else expect(result).toMatchObject(IGNORED);
	});

	it('matches the dotted names of KillB’s samples to their family', async () => {
		const dotted = '{"id":"evt_3","event":"ramp.completed","data":{}}';
		const result = await killB(dotted, { events: ['RAMP'], actions: ['UPDATE'] });
		expect(result.items[0]?.json).toMatchObject({
			eventType: 'ramp.completed',
			eventAction: null,
		});
	});

	it('holds an event without a readable status back if each choice names one', async () => {
		const body = '{"id":"evt_3","event":"RAMP","action":"UPDATE","data":{"id":"ramp_1"}}';
		expect(await killB(body, { events: ['RAMP:COMPLETED'] })).toMatchObject(IGNORED);
		expect((await killB(body, { events: ['RAMP:COMPLETED', 'RAMP'] })).items).toHaveLength(1);
	});

	it('has the item’s members in the order in which people look for them', async () => {
		const { items } = await killB(ramp, { settings: { includeRawBody: true } });
		expect(Object.keys(items[0]?.json ?? {})).toEqual([
			'objectId',
			'status',
			'eventType',
			'eventAction',
			'eventId',
			'eventTime',
			'receivedAt',
			'event',
			'rawBody',
			'verified',
			'headers',
		]);
	});

	it('starts the workflow again for a redelivery of the same event', async () => {
		for (let delivery = 0; delivery < 3; delivery += 1) {
			expect((await killB(ramp)).items).toHaveLength(1);
		}
	});
});
