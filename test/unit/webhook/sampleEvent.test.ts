import * as fc from 'fast-check';
import {
	isChosen,
	isEventChosen,
	readKernelHostEnvelope,
	readKillBEnvelope,
	splitNames,
} from '../../../core/webhook/event';
import { kernelHostSample, killBSample } from '../../../core/webhook/sampleEvent';
import { EVENT_CHOICES } from '../../../nodes/KillB/data/eventChoices';

const NOW = Date.parse('2026-01-02T03:04:05.000Z');
const typed = fc.string().map((text) => splitNames(text));
const names = (...known: string[]) =>
	fc.oneof(fc.subarray(known), fc.shuffledSubarray([...known, '*']), typed);

it('always passes the filter that it is made for', () => {
	const events = names(
		...['RAMP', 'USER', 'PAYOUT', 'ramp.completed', 'user.*'],
		...['RAMP:FAILED', 'user.*:pending', '*:FAILED', 'ramp.failed:*'],
	);
	const actions = names('CREATE', 'UPDATE', 'ARCHIVE');
	const kernelHost = names(
		...['order.*', 'order.paid', 'invoice.created', 'service.*', 'refund.*'],
		...['order:paid', 'order.*:late', 'refund:done', '*:paid'],
	);
	fc.assert(
		fc.property(events, actions, kernelHost, (event, action, type) => {
			const killB = readKillBEnvelope(killBSample({ events: event, actions: action }, NOW));
			expect(isEventChosen(killB, event)).toBe(true);
			expect(isChosen(killB.eventAction ?? null, action)).toBe(true);
			const other = readKernelHostEnvelope(kernelHostSample({ events: type }, NOW));
			expect(isEventChosen(other, type)).toBe(true);
		}),
		{ numRuns: 2000 },
	);
});

it('has the vendor’s envelope, and an ID that identifies it as a sample', () => {
	const killB = killBSample({ events: ['*'], actions: [] }, NOW);
	expect(readKillBEnvelope(killB)).toEqual({
		objectId: 'sample-ramp',
		status: 'COMPLETED',
		eventId: `evt_sample_${NOW}`,
		eventType: 'RAMP',
		eventAction: 'UPDATE',
		eventTime: '2026-01-02T03:04:05.000Z',
	});
	expect(killB).toMatchObject({ data: { status: 'COMPLETED', toAmount: 98.5 }, attempts: 0 });
	expect(readKernelHostEnvelope(kernelHostSample({ events: ['service.*'] }, NOW))).toEqual({
		objectId: 'sample',
		status: null,
		eventId: `evt_sample_${NOW}`,
		eventType: 'service.provisioned',
		eventTime: '2026-01-02T03:04:05.000Z',
	});
});

it.each(EVENT_CHOICES.map(({ value }) => String(value)))('of KillB for %s matches it', (choice) => {
	const sample = readKillBEnvelope(killBSample({ events: [choice], actions: [] }, NOW));
	const [event, status] = choice === '*' ? ['RAMP', 'COMPLETED'] : choice.split(':');
	expect(isEventChosen(sample, [choice])).toBe(true);
	expect(sample).toMatchObject({ eventType: event, objectId: expect.any(String) as string });
	if (status !== undefined) expect(sample.status).toBe(status);
});

it.each([
	['PAYOUT', { id: 'sample-payout', status: 'COMPLETED', currency: 'COP' }],
	['PAYOUT:CASH_OUT_FAILED', { id: 'sample-payout', status: 'CASH_OUT_FAILED' }],
	['payout.failed', { id: 'sample-payout', status: 'FAILED' }],
	['USER', { id: 'sample-user', status: 'ACTIVE', accessLevel: 'L1' }],
	['USER:PENDING', { id: 'sample-user', status: 'PENDING', accessLevel: 'L0' }],
	['user.kyc_approved', { id: 'sample-user', status: 'ACTIVE', accessLevel: 'L1' }],
	['ACCOUNT', { id: 'sample-account', type: 'PSE', status: 'ACTIVE' }],
	['ramp:cash_in_completed', { id: 'sample-ramp', status: 'CASH_IN_COMPLETED' }],
	['ramp.failed', { id: 'sample-ramp', status: 'FAILED' }],
	['*:FAILED', { id: 'sample-ramp', status: 'FAILED' }],
])('for %s has the documented members of its object', (event, data) => {
	const sample = killBSample({ events: [event, 'RAMP'], actions: ['CREATE'] }, NOW);
	expect(sample).toMatchObject({ action: 'CREATE', data });
	expect(sample).toHaveProperty('data.createdAt', '2026-01-02T03:04:05.000Z');
});

it.each(['TRANSACTION', 'CUSTODIAL_ACCOUNT'])('has no invented data for %s', (event) => {
	const sample = killBSample({ events: [event], actions: [] }, NOW);
	expect(sample).toMatchObject({ event });
	const { data } = sample as { data: object };
	expect(Object.keys(data)).toEqual(['id', 'createdAt', 'updatedAt']);
});

it('has a status of an unknown event only if the choice names one', () => {
	const data = (event: string) =>
		(killBSample({ events: [event], actions: [] }, NOW) as { data: object }).data;
	expect(data('SAVINGS')).toEqual({ id: 'sample' });
	expect(data('SAVINGS:Half open')).toEqual({ id: 'sample', status: 'Half open' });
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

it.each([
	['order:paid', 'order.paid', { id: 'sample', status: 'paid' }],
	['order:refunded', 'order', { id: 'sample', status: 'refunded' }],
	['order.*:late', 'order.paid', { id: 'sample', status: 'late' }],
])('of KernelHost for %s has its status', (choice, type, data) => {
	expect(kernelHostSample({ events: [choice] }, NOW)).toMatchObject({ type, data });
});

it('has whole seconds if the vendor counts seconds', () => {
	expect(kernelHostSample({ events: [] }, NOW + 999)).toHaveProperty('created', NOW / 1000);
});
