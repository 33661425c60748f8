import * as fc from 'fast-check';
import {
	isChosen,
	readKernelHostEnvelope,
	readKillBEnvelope,
	splitNames,
} from '../../../core/webhook/event';
import { kernelHostSample, killBSample } from '../../../core/webhook/sampleEvent';

const NOW = Date.parse('2026-01-02T03:04:05.000Z');
const typed = fc.string().map((text) => splitNames(text));
const names = (...known: string[]) =>
	fc.oneof(fc.subarray(known), fc.shuffledSubarray([...known, '*']), typed);

it('always passes the filter that it is made for', () => {
	const events = names('RAMP', 'USER', 'PAYOUT', 'ramp.completed', 'user.*');
	const actions = names('CREATE', 'UPDATE', 'ARCHIVE');
	const kernelHost = names('order.*', 'order.paid', 'invoice.created', 'service.*', 'refund.*');
	fc.assert(
		fc.property(events, actions, kernelHost, (event, action, type) => {
			const killB = readKillBEnvelope(killBSample({ events: event, actions: action }, NOW));
			expect(isChosen(killB.eventType, event)).toBe(true);
			expect(isChosen(killB.eventAction ?? null, action)).toBe(true);
			const other = readKernelHostEnvelope(kernelHostSample({ events: type }, NOW));
			expect(isChosen(other.eventType, type)).toBe(true);
		}),
		{ numRuns: 2000 },
	);
});

it('has the vendor’s envelope, and an ID that identifies it as a sample', () => {
	const killB = killBSample({ events: ['*'], actions: [] }, NOW);
	expect(readKillBEnvelope(killB)).toEqual({
		eventId: `evt_sample_${NOW}`,
		eventType: 'RAMP',
		eventAction: 'UPDATE',
		eventTime: '2026-01-02T03:04:05.000Z',
	});
	expect(killB).toMatchObject({ data: { status: 'COMPLETED', toAmount: 98.5 }, attempts: 0 });
	expect(readKernelHostEnvelope(kernelHostSample({ events: ['service.*'] }, NOW))).toEqual({
		eventId: `evt_sample_${NOW}`,
		eventType: 'service.provisioned',
		eventTime: '2026-01-02T03:04:05.000Z',
	});
});

it('contains no invented data for other events', () => {
	const sample = killBSample({ events: ['PAYOUT', 'RAMP'], actions: ['CREATE'] }, NOW);
	expect(sample).toMatchObject({ event: 'PAYOUT', action: 'CREATE', data: { id: 'sample' } });
});

it('is the complete ramp of KillB’s own samples', () => {
	const time = '2026-01-02T03:04:05.000Z';
	expect(killBSample({ events: [], actions: [] }, NOW)).toEqual({
		id: `evt_sample_${NOW}`,
		event: 'RAMP',
		action: 'UPDATE',
		attempts: 0,
		data: {
			id: 'sample-ramp',
			userId: 'sample-user',
			accountId: 'sample-account',
			quotationId: 'sample-quotation',
			type: 'ON',
			status: 'COMPLETED',
			cashInMethod: 'PSE',
			cashOutMethod: 'POLYGON',
			fromCurrency: 'COP',
			toCurrency: 'USDC',
			fromAmount: 400_000,
			toAmount: 98.5,
			isPreFunded: false,
			active: true,
			createdAt: time,
			updatedAt: time,
		},
		createdAt: time,
		updatedAt: time,
	});
});

it.each(['RAMP', 'ramp.completed', 'Ramp.*'])('contains a ramp if %s is selected', (event) => {
	const sample = killBSample({ events: [event], actions: [] }, NOW);
	expect(sample).toHaveProperty('data.id', 'sample-ramp');
});

it.each(['TRAMP', 'RAMPART', 'x.ramp'])('contains no ramp if %s is selected', (event) => {
	const sample = killBSample({ events: [event], actions: [] }, NOW);
	expect(sample).toHaveProperty('data', { id: 'sample' });
});

it.each([
	[[], 'order.paid'],
	[['*', 'invoice.*'], 'order.paid'],
	[['order.refunded', '*'], 'order.paid'],
	[['invoice.*'], 'invoice.created'],
	[['service.*', 'order.paid'], 'service.provisioned'],
	[['order'], 'order'],
	[['refund.*'], 'refund'],
	[['a.*.b'], 'a.*.b'],
])('of KernelHost for the selection %j is %s', (events, type) => {
	expect(kernelHostSample({ events }, NOW)).toEqual({
		id: `evt_sample_${NOW}`,
		type,
		created: NOW / 1000,
		data: { id: 'sample' },
	});
});

it('has whole seconds if the vendor counts seconds', () => {
	expect(kernelHostSample({ events: [] }, NOW + 999)).toHaveProperty('created', NOW / 1000);
});
