import {
	DeliveryLog,
	type DeliveryTarget,
	type RejectedDelivery,
} from '../../../core/webhook/deliveryLog';

const target: DeliveryTarget = {
	credentialType: 'killBApi',
	credentialId: 'c-1',
	workflowId: 'w-1',
	workflow: 'Orders',
	nodeId: 'n-1',
	node: 'KillB Trigger',
	isTest: false,
};
const rejectedAt = (index: number): RejectedDelivery => ({
	rejectedAt: new Date(index).toISOString(),
	reason: 'signature_mismatch',
	advice: 'The signature does not match the body.',
	headerNames: ['host'],
	size: 2,
});

let time: number;
let log: DeliveryLog;
beforeEach(() => {
	time = 0;
	log = new DeliveryLog(() => time);
});
const of = (id = 'c-1') => log.of('killBApi', id);

it('counts accepted and rejected deliveries, and keeps the last ten rejected ones', () => {
	for (let index = 0; index < 3; index++) log.accept(target, rejectedAt(index).rejectedAt);
	for (let index = 0; index < 100_000; index++) log.reject(target, rejectedAt(index));
	const [trigger, ...others] = of();
	expect(others).toEqual([]);
	expect(trigger).toMatchObject({
		workflow: 'Orders',
		node: 'KillB Trigger',
		address: 'production',
		accepted: 3,
		rejected: 100_000,
		lastAcceptedAt: rejectedAt(2).rejectedAt,
	});
	const newestFirst = Array.from({ length: 10 }, (_, index) => rejectedAt(99_999 - index));
	expect(trigger?.lastRejected).toEqual(newestFirst);
});

it('remembers at most 200 triggers: those with the latest deliveries', () => {
	for (let index = 0; index < 10_000; index++) {
		log.reject({ ...target, nodeId: `n-${index}`, node: `Trigger ${index}` }, rejectedAt(0));
	}
	const nodes = of().map(({ node }) => node);
	expect(nodes).toHaveLength(200);
	expect(nodes.at(-1)).toBe('Trigger 9999');
});

it('shows the triggers of one credential only', () => {
	log.accept(target, '');
	log.accept({ ...target, credentialId: 'c-2' }, '');
	log.accept({ ...target, credentialType: 'kernelHostApi' }, '');
	expect(of()).toHaveLength(1);
	expect(of('c-3')).toEqual([]);
});

it('shows the current names of a workflow and node, and tests by themselves', () => {
	log.accept(target, '');
	log.accept({ ...target, workflow: 'Paid orders', node: 'Events' }, '');
	log.accept({ ...target, isTest: true }, '');
	expect(of().map(({ workflow, node, address }) => [workflow, node, address])).toEqual([
		['Paid orders', 'Events', 'production'],
		['Orders', 'KillB Trigger', 'test'],
	]);
});

describe('a report', () => {
	it('is due once a minute for each trigger, and counts what was not reported', () => {
		const other = { ...target, nodeId: 'n-2' };
		expect(log.report(target)).toBe(1);
		for (let index = 0; index < 999; index++) expect(log.report(target)).toBeUndefined();
		expect(log.report(other)).toBe(1);
		time = 59_999;
		expect(log.report(target)).toBeUndefined();
		time = 60_000;
		expect(log.report(target)).toBe(1001);
		expect(log.report(target)).toBeUndefined();
	});

	it('is due every five seconds for a test, whatever the published workflow reported', () => {
		const test = { ...target, isTest: true };
		expect([log.report(target), log.report(test), log.report(test)]).toEqual([1, 1, undefined]);
		time = 5000;
		expect([log.report(target), log.report(test)]).toEqual([undefined, 2]);
	});

	it('stays rate-limited, however many other triggers get deliveries', () => {
		expect(log.report(target)).toBe(1);
		for (let index = 0; index < 1000; index++) {
			log.reject({ ...target, nodeId: `other-${index}` }, rejectedAt(0));
		}
		expect(log.report(target)).toBeUndefined();
	});
});

describe('a log line', () => {
	const line = (reason = 'signature_mismatch', of = target) => log.line(of, reason);
	const lines = (count: number) => Array.from({ length: count }, () => line());

	it('is written ten times a minute for each reason, and counts what was omitted', () => {
		const written = Array.from({ length: 10 }, (_, index) => ({ omitted: 0, isLast: index === 9 }));
		expect(lines(10)).toEqual(written);
		expect(lines(999).filter(Boolean)).toEqual([]);
		time = 59_999;
		expect(line()).toBeUndefined();
		time = 60_000;
		expect([line(), line()]).toEqual([
			{ omitted: 1000, isLast: false },
			{ omitted: 0, isLast: false },
		]);
	});

	it('about one reason, trigger or address does not silence another', () => {
		lines(11);
		const first = { omitted: 0, isLast: false };
		expect(line('no_signature_header')).toEqual(first);
		expect(line('signature_mismatch', { ...target, nodeId: 'n-2' })).toEqual(first);
		expect(line('signature_mismatch', { ...target, isTest: true })).toEqual(first);
	});

	it('stays rate-limited, however many other triggers get deliveries', () => {
		lines(10);
		for (let index = 0; index < 1000; index++) {
			log.reject({ ...target, nodeId: `other-${index}` }, rejectedAt(0));
		}
		expect(line()).toBeUndefined();
		time = 60_000;
		for (let index = 0; index < 1000; index++) {
			log.reject({ ...target, nodeId: `other-${index}` }, rejectedAt(0));
		}
		expect(log.of('killBApi', 'c-1')).toHaveLength(200);
	});
});
