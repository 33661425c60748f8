import type { ChaosFault } from '../../chaos/fault';
import type { Made, Outcome } from '../../chaos/observed';
import { evaluate, type Observation, placed } from '../../chaos/oracle';
import type { Plan } from '../../chaos/plan';
import type { Kind } from '../../chaos/subject';

const LOST_ANSWER: ChaosFault = { name: 'a lost answer', meaning: 'unknown', at: () => ({}) };
const REJECTION: ChaosFault = { name: 'a refusal', meaning: 'rejected', at: () => ({}) };
const ERROR = {
	message: 'The connection broke',
	description: 'KillB may or may not have processed this request. Check there.',
};

const outcome = (succeeded: number[], errors = [] as Outcome['errors']): Outcome => ({
	succeeded,
	errors,
	stored: '',
});
/** The existing objects: an ID for each, created under these keys. */
const there = (...keys: string[]): Made => ({
	things: new Map(keys.map((key, index) => [String(index), key])),
	isSet: undefined,
	writes: keys.length,
});

function plan(kind: Kind, fault: ChaosFault, items = 1): Plan {
	const route = { method: 'POST', path: '/v1/orders' };
	return {
		shape: 'single',
		faults: [{ fault, after: 0 }],
		items,
		mode: 'reference',
		subject: { node: 'kernelHost', operation: 'order.create', kind, route, parameters: {} },
		continueOnFail: false,
		retries: false,
		isTight: false,
	};
}

/** One existing order under the reference `a`, whose response was lost once. */
const ONCE: Observation = {
	plan: plan('keyed', LOST_ANSWER),
	references: ['a'],
	before: there(),
	first: outcome([0]),
	afterFirst: there('a'),
	arrivals: [201, 201],
};
/** The same, and the same input once more. */
const GOOD: Observation = { ...ONCE, again: { outcome: outcome([0]), made: there('a') } };

const kinds = (change: Partial<Observation>) =>
	evaluate({ ...GOOD, ...change }).map(({ kind, count }) => `${kind} ${count}`);

describe('the oracle', () => {
	it('reports nothing if each reference has one order', () => {
		expect(kinds({})).toEqual([]);
		expect(placed(GOOD)).toBe(1);
	});

	it('reports a second order under a reference, and an unrequested one', () => {
		expect(kinds({ again: { outcome: outcome([0]), made: there('a', 'a') } })).toEqual([
			'duplicate 1',
		]);
		expect(kinds({ again: { outcome: outcome([0]), made: there('a', 'b') } })).toEqual([
			'duplicate 1',
		]);
	});

	it('reports a success without an order, and an order that the second execution did not place', () => {
		expect(kinds({ afterFirst: there() })).toEqual(['lost 1']);
		expect(kinds({ again: { outcome: outcome([0]), made: there() } })).toEqual(['lost 1']);
	});

	it('reports the error of a write that could have been retried under its key', () => {
		expect(kinds({ first: outcome([], [ERROR]) })).toEqual(['lost 1']);
	});

	it('accepts the error of an unkeyed write, but not a second request', () => {
		const first: Observation = {
			...ONCE,
			plan: plan('plain', LOST_ANSWER),
			first: outcome([], [ERROR]),
			arrivals: [201],
		};
		expect(evaluate(first)).toEqual([]);
		expect(evaluate({ ...first, arrivals: [201, 201] }).map(({ kind }) => kind)).toEqual([
			'duplicate',
		]);
		expect(evaluate({ ...first, afterFirst: there('x', 'y') }).map(({ kind }) => kind)).toEqual([
			'duplicate',
		]);
	});

	it('accepts a final rejection, but not its retry or its concealment', () => {
		const rejected: Partial<Observation> = {
			plan: plan('keyed', REJECTION),
			first: outcome([], [ERROR]),
			afterFirst: there(),
			arrivals: [402],
		};
		expect(kinds(rejected)).toEqual([]);
		expect(kinds({ ...rejected, arrivals: [402, 402] })).toEqual(['misbehaved 1']);
		expect(kinds({ ...rejected, first: outcome([]) })).toEqual(['misbehaved 1']);
	});

	it('requires exactly one request to an untrusted URL', () => {
		const fault: ChaosFault = { ...REJECTION, mostVisits: 1 };
		const run: Partial<Observation> = {
			plan: plan('keyed', fault),
			first: outcome([], [ERROR]),
			afterFirst: there(),
			arrivals: [],
		};
		expect(kinds({ ...run, visits: 1 })).toEqual([]);
		expect(kinds({ ...run, visits: 6 })).toEqual(['misbehaved 1']);
		expect(kinds({ ...run, visits: 0 })).toEqual(['misbehaved 1']);
	});

	it('reports an error about an unsent request that does not say that nothing was changed', () => {
		const fault: ChaosFault = { ...REJECTION, isNeverSent: true };
		const run = (description: string): Partial<Observation> => ({
			plan: plan('keyed', fault),
			afterFirst: there(),
			arrivals: [],
			first: outcome([], [{ message: 'The certificate expired', description }]),
		});
		expect(kinds(run('Nothing was changed. Renew the certificate, or ask them to.'))).toEqual([]);
		expect(kinds(run('It may have been carried out. Look there.'))).toEqual(['remedy 1']);
	});

	it('reports an error that does not say that the write may have been processed', () => {
		const error = { message: 'It went wrong', description: 'Check the address.' };
		const first = outcome([], [error]);
		expect(kinds({ plan: plan('plain', LOST_ANSWER), first, arrivals: [201] })).toContain(
			'remedy 1',
		);
	});
});
