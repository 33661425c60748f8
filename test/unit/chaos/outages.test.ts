import {
	answersOf,
	evaluateWork,
	type FinalState,
	type WorkItem,
} from '../../chaos/realN8n/outages/evaluate';

const piece = (kind: WorkItem['kind'], id: string, ...answers: WorkItem['answers']): WorkItem => ({
	kind,
	id,
	answers,
});
const PIECES = [
	piece('automatic', 'a', 200),
	piece('reference', 'r', 503, 200),
	piece('ramp', 'k', null, 200),
];
const GOOD: FinalState = {
	orders: new Map([
		['a', new Set([1])],
		['r', new Set([2])],
		['k', new Set([3])],
	]),
	executions: { automatic: 1, reference: 1, ramp: 1 },
};
const kinds = (change: Partial<FinalState>, pieces = PIECES) =>
	evaluateWork(pieces, { ...GOOD, ...change }).findings.map(
		({ kind, count }) => `${kind} ${count}`,
	);
const withOrders = (changes: Array<[id: string, orders: Set<number>]>) => ({
	orders: new Map([...GOOD.orders, ...changes]),
});

describe('the oracle of outages', () => {
	it('reports nothing if each piece has one order and an execution', () => {
		expect(evaluateWork(PIECES, GOOD)).toEqual({ asked: 2, placed: 2, findings: [] });
	});

	it('reports a piece with two orders, whatever its key, and an order without a piece', () => {
		expect(kinds(withOrders([['a', new Set([1, 4])]]))).toEqual(['duplicate 1']);
		expect(kinds(withOrders([['r', new Set([2, 4])]]))).toEqual(['duplicate 1']);
		expect(kinds(withOrders([['x', new Set([4])]]))).toEqual(['duplicate 1']);
	});

	it('reports a missing order by reference, and allows losing one by automatic key', () => {
		const without = (id: string) => new Map([...GOOD.orders].filter(([other]) => other !== id));
		expect(kinds({ orders: without('r') })).toEqual(['lost 1']);
		expect(kinds({ orders: without('k') })).toEqual(['lost 1']);
		expect(kinds({ orders: without('a') })).toEqual([]);
	});

	it('reports only deliveries that got a 200 and have no execution', () => {
		expect(kinds({ executions: { automatic: 1, reference: 0, ramp: 1 } })).toEqual(['lost 1']);
		const refused = [...PIECES, piece('automatic', 'b', 503), piece('automatic', 'c', null)];
		expect(kinds({}, refused)).toEqual([]);
	});

	it('counts n8n’s first responses', () => {
		expect(answersOf(PIECES)).toBe('automatic 200: 1, reference 503: 1, ramp no answer: 1');
	});
});
