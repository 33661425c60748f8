import type { ChaosFault } from '../../chaos/fault';
import type { Made, Outcome } from '../../chaos/observed';
import { evaluate, type Observation, placed } from '../../chaos/oracle';
import type { Plan } from '../../chaos/plan';
import type { Kind } from '../../chaos/subject';

const LOST_ANSWER: ChaosFault = { name: 'a lost answer', meaning: 'unknown', at: () => ({}) };
const REFUSAL: ChaosFault = { name: 'a refusal', meaning: 'rejected', at: () => ({}) };
const ERROR = {
	message: 'The connection broke',
	description: 'Whether it was carried out is not known. Look there.',
};

const outcome = (succeeded: number[], errors = [] as Outcome['errors']): Outcome => ({
	succeeded,
	errors,
	stored: '',
});
/** What is there: an id for each, made under these keys. */
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

/** One order under the reference `a`, whose answer was lost once and that is there. */
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
	it('finds nothing where each reference has one order', () => {
		expect(kinds({})).toEqual([]);
		expect(placed(GOOD)).toBe(1);
	});

	it('finds a second order under a reference, and one that nobody asked for', () => {
		expect(kinds({ again: { outcome: outcome([0]), made: there('a', 'a') } })).toEqual([
			'duplicate 1',
		]);
		expect(kinds({ again: { outcome: outcome([0]), made: there('a', 'b') } })).toEqual([
			'duplicate 1',
		]);
	});

	it('finds a success that is not there, and an order that the second execution did not place', () => {
		expect(kinds({ afterFirst: there() })).toEqual(['lost 1']);
		expect(kinds({ again: { outcome: outcome([0]), made: there() } })).toEqual(['lost 1']);
	});

	it('finds an error of a write that could have been repeated under its key', () => {
		expect(kinds({ first: outcome([], [ERROR]) })).toEqual(['lost 1']);
	});

	it('takes the error of a write without a key, but no second request', () => {
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

	it('takes a final refusal, but neither its repetition nor its concealment', () => {
		const refused: Partial<Observation> = {
			plan: plan('keyed', REFUSAL),
			first: outcome([], [ERROR]),
			afterFirst: there(),
			arrivals: [402],
		};
		expect(kinds(refused)).toEqual([]);
		expect(kinds({ ...refused, arrivals: [402, 402] })).toEqual(['misbehaved 1']);
		expect(kinds({ ...refused, first: outcome([]) })).toEqual(['misbehaved 1']);
	});

	it('takes one visit to an address that can’t be trusted, and neither more nor none', () => {
		const fault: ChaosFault = { ...REFUSAL, mostVisits: 1 };
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

	it('finds an error that does not say of what was never sent that nothing was changed', () => {
		const fault: ChaosFault = { ...REFUSAL, isNeverSent: true };
		const run = (description: string): Partial<Observation> => ({
			plan: plan('keyed', fault),
			afterFirst: there(),
			arrivals: [],
			first: outcome([], [{ message: 'The certificate expired', description }]),
		});
		expect(kinds(run('Nothing was changed. Renew the certificate, or ask them to.'))).toEqual([]);
		expect(kinds(run('It may have been carried out. Look there.'))).toEqual(['remedy 1']);
	});

	it('finds an error that does not say that the write may have been carried out', () => {
		const error = { message: 'It went wrong', description: 'Check the address.' };
		const first = outcome([], [error]);
		expect(kinds({ plan: plan('plain', LOST_ANSWER), first, arrivals: [201] })).toContain(
			'remedy 1',
		);
	});
});
