import type { IExecuteFunctions } from 'n8n-workflow';
import { ToolCall } from '../../../nodes/shared/operation/executionMemory';

let inputs = 0;

/** A tool call of an execution, or of none. */
function tool(executionId: string | undefined, stored: object = {}) {
	const context = {
		getExecutionId: () => executionId,
		getExecutionContext: () => undefined,
		getWorkflow: () => ({ id: 'w' }),
		getNode: () => ({ name: 'Order' }),
		getContext: () => stored,
	} as unknown as IExecuteFunctions;
	return (input: object) => new ToolCall(context, 'order.create', { input });
}

describe.each([{ executionId: '7' }, { executionId: undefined }])(
	'the calls of a tool (execution $executionId)',
	({ executionId }) => {
		const input = () => ({ input: ++inputs });

		it('are numbered by their input', () => {
			const [call, one, two] = [tool(executionId), input(), input()];
			const numbers = [one, one, two, one].map((given) => call(given).number);
			expect(numbers).toEqual([0, 1, 0, 2]);
		});

		it('have distinct numbers while both are in flight', () => {
			const [call, one] = [tool(executionId), input()];
			const [first, second] = [call(one), call(one)];
			first.end(true);
			second.end(true);
			expect([call(one), call(one), call(one)].map(({ number }) => number)).toEqual([0, 1, 2]);
		});

		it('reuse the number of a call with an unknown outcome', () => {
			const [call, one] = [tool(executionId), input()];
			call(one).end(true);
			expect([call(one).number, call(one).number]).toEqual([0, 1]);
		});
	},
);

it('a retry of an execution restarts the numbering under the same seed', () => {
	const stored = {};
	const first = [1, 1].map((input) => tool('7', stored)({ input }));
	const retried = [1, 1].map((input) => tool('8', stored)({ input }));
	expect(retried.map(({ number }) => number)).toEqual([0, 1]);
	expect(retried[0]?.seed).toBe(first[0]?.seed);
});

it('two executions have different seeds', () => {
	expect(tool('7')({}).seed).not.toBe(tool('7')({}).seed);
});

it('an evicted input has another seed, so an old response does not come back', () => {
	const call = tool(undefined);
	const first = call({ forgotten: true });
	first.end(false);
	const { seed } = first;
	for (let n = 0; n < 1001; n++) call({ filler: n }).end(false);
	const again = call({ forgotten: true });
	expect(again.number).toBe(0);
	expect(again.seed).not.toBe(seed);
});

it.each([
	['is in flight', () => undefined],
	['has an unknown outcome', (call: ToolCall) => call.end(true)],
])('a call that %s is not evicted, however many others come', (_, leave) => {
	const call = tool(undefined);
	const input = { kept: String(_) };
	const first = call(input);
	leave(first);
	for (let n = 0; n < 3000; n++) call({ other: `${_} ${n}` }).end(false);
	expect(call(input).seed).toBe(first.seed);
});

describe('when the machine’s clock changes, a call with an unknown outcome', () => {
	afterEach(() => jest.restoreAllMocks());
	const DAY = 24 * 3_600_000;

	it.each([DAY, -DAY])('keeps its number and seed (%d ms)', (jump) => {
		const call = tool(undefined);
		const input = { jump };
		const first = call(input);
		first.end(true);
		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now + jump);
		const again = call(input);
		expect([again.seed, again.number]).toEqual([first.seed, first.number]);
	});

	it('is forgotten a day later, however the clock was set back', () => {
		const call = tool(undefined);
		const first = call({ late: true });
		first.end(true);
		const [now, elapsed] = [Date.now(), performance.now()];
		jest.spyOn(Date, 'now').mockReturnValue(now - DAY);
		jest.spyOn(performance, 'now').mockReturnValue(elapsed + DAY);
		expect(call({ late: true }).seed).not.toBe(first.seed);
	});
});
