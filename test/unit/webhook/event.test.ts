import * as fc from 'fast-check';
import { readKernelHostEnvelope, readKillBEnvelope } from '../../../core/webhook/event';

const nothing = {
	objectId: null,
	status: null,
	eventId: null,
	eventType: null,
	eventTime: null,
};

describe('a KillB event', () => {
	it('is read by its documented names', () => {
		const event = {
			id: 'evt_1',
			event: 'RAMP',
			action: 'UPDATE',
			data: { id: 'ramp_1', status: 'COMPLETED' },
			createdAt: '2026-01-02T03:04:05.000Z',
			updatedAt: '2026-01-02T04:00:00.000Z',
		};
		expect(readKillBEnvelope(event)).toEqual({
			objectId: 'ramp_1',
			status: 'COMPLETED',
			eventId: 'evt_1',
			eventType: 'RAMP',
			eventAction: 'UPDATE',
			eventTime: '2026-01-02T03:04:05.000Z',
		});
	});

	it('gets no invented values for missing members', () => {
		const blank = { id: '', event: {}, action: null, data: { id: ' ', status: 7 } };
		for (const event of [null, [], 'text', 7, {}, blank, { data: 'text' }, { data: [{ id: 1 }] }]) {
			expect(readKillBEnvelope(event)).toEqual({ ...nothing, eventAction: null });
		}
	});
});

describe('a KernelHost event', () => {
	it.each([
		[{ id: 'e1', type: 'order.paid', created: 1_760_000_000 }],
		[{ event_id: 'e1', event: 'order.paid', created_at: '2025-10-09T08:53:20.000Z' }],
		[{ eventId: 'e1', event_type: 'order.paid', timestamp: 1_760_000_000_000 }],
		[{ event: { id: 'e1', type: 'order.paid', createdAt: '2025-10-09T08:53:20.000Z' } }],
	])('is read leniently from %j', (event) => {
		expect(readKernelHostEnvelope(event)).toEqual({
			...nothing,
			eventId: 'e1',
			eventType: 'order.paid',
			eventTime: '2025-10-09T08:53:20.000Z',
		});
	});

	it('keeps the sender’s time text unchanged', () => {
		expect(readKernelHostEnvelope({ created: '09.10.2025 08:53' }).eventTime).toBe(
			'09.10.2025 08:53',
		);
	});

	it('converts a numeric ID to text, unless JSON has rounded it', () => {
		expect(readKernelHostEnvelope({ id: 42 }).eventId).toBe('42');
		const rounded: unknown = JSON.parse('{"id":12345678901234567890}');
		expect(readKernelHostEnvelope(rounded).eventId).toBeNull();
	});

	it('does not use the resource’s ID as the event’s ID', () => {
		expect(readKernelHostEnvelope({ type: 'order.paid', data: { id: 7 } }).eventId).toBeNull();
	});

	it.each([
		[{ type: 'order.paid', data: { id: 7, status: 'paid' } }],
		[{ type: 'order.paid', data: { object: { id: '7', status: 'paid' } } }],
		[{ type: 'order.paid', data: { service: { id: 8 }, order: { id: 7, status: 'paid' } } }],
		[{ type: 'order.paid', data: { order_id: 7, service_id: 8, status: 'paid' } }],
		[{ event: 'order.paid', order: { uuid: '7', status: 'paid' } }],
		[{ id: 'e1', event: 'order.paid', object: { id: 7, status: 'paid' } }],
		[{ id: 'e1', event: 'order.paid', order_id: 7, data: { status: 'paid' } }],
		[{ id: 'e1', event: 'order.paid', orderId: 7, data: { status: 'paid' } }],
		[{ event: { id: 'e1', type: 'order.paid', data: { id: 7, status: 'paid' } } }],
	])('has the ID and status of its order in %j', (event) => {
		expect(readKernelHostEnvelope(event)).toMatchObject({ objectId: '7', status: 'paid' });
	});

	it.each([
		[{ id: 'e1', type: 'order.paid', status: 'delivered' }],
		[{ id: 'e1', data: { order: { id: 7 } } }],
		[{ id: 'e1', type: 'order.paid', data: { service: { id: 8, status: 'active' } } }],
		[{ id: 'e1', type: 'order.paid', service_id: 8 }],
	])('has no object’s ID and no status that could be another’s: %j', (event) => {
		expect(readKernelHostEnvelope(event)).toMatchObject({ objectId: null, status: null });
	});

	it('ignores inherited members', () => {
		const event: unknown = Object.create({ id: 'inherited', type: 'inherited' });
		expect(readKernelHostEnvelope(event)).toEqual(nothing);
	});
});

it.each(['id', 'type', 'created'])('treats a blank %s as missing', (name) => {
	expect(readKernelHostEnvelope({ [name]: ' \t' })).toEqual(nothing);
});

it.each([
	[99_999_999_999, '5138-11-16T09:46:39.000Z'],
	[100_000_000_000, '1973-03-03T09:46:40.000Z'],
])('reads the time %i as %s', (created, time) => {
	expect(readKernelHostEnvelope({ created }).eventTime).toBe(time);
});

it('never throws, whatever the JSON is', () => {
	fc.assert(
		fc.property(
			fc.jsonValue(),
			fc.constantFrom('created', 'createdAt', 'id', 'event', 'data', 'object'),
			(value, name) => {
				const event = { [name]: value };
				for (const read of [readKernelHostEnvelope, readKillBEnvelope]) {
					for (const found of Object.values(read(event))) {
						expect(found === null || typeof found === 'string').toBe(true);
					}
				}
			},
		),
		{ numRuns: 2000 },
	);
	expect(readKernelHostEnvelope(JSON.parse('{"created":1e400}'))).toEqual(nothing);
});

it.each([
	['KillB', readKillBEnvelope, ['eventType', 'eventAction', 'eventId', 'eventTime']],
	['KernelHost', readKernelHostEnvelope, ['eventType', 'eventId', 'eventTime']],
])('lists the members of a %s event in the order in which people look for them', (...given) => {
	const [, read, names] = given;
	expect(Object.keys(read({}))).toEqual(['objectId', 'status', ...names]);
});
