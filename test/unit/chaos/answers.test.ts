import { answerIn, compared } from '../../chaos/realN8n/answers';

const order = (id: number, product = 42) => JSON.stringify([{ id, product_id: product }]);
const answers = (...texts: string[]) => texts.map((text) => answerIn(text, { product_id: 42 }));

describe('what the answers of a real n8n show', () => {
	it('finds nothing where each call was answered with its own order', () => {
		expect(compared(answers(order(1), order(2)), 2, 2)).toEqual({
			asked: 2,
			placed: 2,
			findings: [],
		});
	});

	it('finds an answer with the order of another call, which is missing', () => {
		const { placed, findings } = compared(answers(order(1), order(1)), 1, 2);
		expect(placed).toBe(1);
		expect(findings.map(({ kind, count }) => [kind, count])).toEqual([
			['lost', 1],
			['wrongReplay', 1],
		]);
	});

	it('finds an answer with something else than was asked for', () => {
		const { findings } = compared(answers(order(1), order(2, 43)), 2, 2);
		expect(findings).toEqual([
			{ kind: 'wrongReplay', count: 1, what: 'the answers show 1 (42), 2 (43)' },
		]);
	});

	it('finds an order that nobody wanted, and takes an error for no answer', () => {
		const error = 'NodeOperationError: KernelHost had an internal error';
		const told = answers(error, '[{"error":"KernelHost had an internal error"}]', order(2));
		const { asked, placed, findings } = compared(told, 2, 1);
		expect([asked, placed]).toEqual([1, 1]);
		expect(findings.map(({ kind, count }) => [kind, count])).toEqual([['duplicate', 1]]);
	});
});
