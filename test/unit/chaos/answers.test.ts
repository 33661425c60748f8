import { answerIn, compared } from '../../chaos/realN8n/answers';

const order = (id: number, product = 42) => JSON.stringify([{ id, product_id: product }]);
const answers = (...texts: string[]) => texts.map((text) => answerIn(text, { product_id: 42 }));

describe('the check of a real n8n’s responses', () => {
	it('reports nothing if each call got its own order', () => {
		expect(compared(answers(order(1), order(2)), 2, 2)).toEqual({
			asked: 2,
			placed: 2,
			findings: [],
		});
	});

	it('reports a response with the order of another call', () => {
		const { placed, findings } = compared(answers(order(1), order(1)), 1, 2);
		expect(placed).toBe(1);
		expect(findings.map(({ kind, count }) => [kind, count])).toEqual([
			['lost', 1],
			['wrongReplay', 1],
		]);
	});

	it('reports a response with something else than requested', () => {
		const { findings } = compared(answers(order(1), order(2, 43)), 2, 2);
		expect(findings).toEqual([
			{ kind: 'wrongReplay', count: 1, what: 'the answers show 1 (42), 2 (43)' },
		]);
	});

	it('reports an unrequested order, and treats an error as no response', () => {
		const error = 'NodeOperationError: KernelHost had an internal error';
		const told = answers(error, '[{"error":"KernelHost had an internal error"}]', order(2));
		const { asked, placed, findings } = compared(told, 2, 1);
		expect([asked, placed]).toEqual([1, 1]);
		expect(findings.map(({ kind, count }) => [kind, count])).toEqual([['duplicate', 1]]);
	});
});
