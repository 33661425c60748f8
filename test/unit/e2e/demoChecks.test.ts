import { checksOf } from '../../e2e/demo/checks';
import { nodeNames, type Evidence } from '../../e2e/demo/mainJob';
import type { Execution } from '../../support/n8n/executions';
import type { JournalEntry } from '../../../sandbox/shared/journal';

function execution(id: string, outputs: Record<string, object | null>): Execution {
	const runData = Object.fromEntries(
		Object.entries(outputs).map(([node, json], index) => [
			node,
			[
				{
					startTime: 1000 * Number(id),
					executionTime: index,
					executionIndex: index,
					source: [],
					data: { main: [json === null ? [] : [{ json }]] },
				},
			],
		]),
	);
	const time = new Date(1000 * Number(id) + 500).toISOString();
	return {
		summary: {
			id,
			status: 'success',
			mode: 'webhook',
			workflowId: 'w',
			startedAt: time,
			stoppedAt: time,
		},
		data: { resultData: { runData } },
	} as unknown as Execution;
}

function order(orderId: number): JournalEntry {
	return {
		seq: 1,
		at: new Date(2000).toISOString(),
		direction: 'in',
		service: 'kernelhost',
		method: 'POST',
		path: '/cp/kh_reseller_api/v1/orders',
		body: '{}',
		status: 201,
		headers: { 'idempotency-key': 'ramp-1' },
		answer: JSON.stringify({ id: orderId }),
	};
}

const paid = (id: string): Execution =>
	execution(id, {
		[nodeNames.rampChanged]: { eventId: 'evt_paid' },
		[nodeNames.readUser]: { id: 'user-1' },
		[nodeNames.order]: { id: 1001 },
	});

const good: Evidence = {
	rampId: 'ramp-1',
	eventId: 'evt_paid',
	forged: { status: 401, id: 'evt_forged' },
	unfinished: { status: 200, id: 'evt_unfinished' },
	completed: { status: 200, id: 'evt_paid' },
	repeated: { status: 200, id: 'evt_paid' },
	journal: [order(1001), order(1001)],
	executions: [
		execution('1', {
			[nodeNames.rampChanged]: { eventId: 'evt_unfinished' },
			[nodeNames.onlyCompleted]: null,
		}),
		paid('2'),
		execution('3', {
			[nodeNames.serverReady]: {},
			[nodeNames.done]: { status: 'done', service: { id: 5001, order_id: 1001 } },
		}),
		paid('4'),
	],
};

const failedChecks = (changes: Partial<Evidence>): string[] =>
	checksOf({ ...good, ...changes })
		.filter(({ passed }) => !passed)
		.map(({ what }) => what);

describe("the demo's verdict", () => {
	it('is good if everything happened', () => {
		expect(failedChecks({})).toEqual([]);
	});

	it('is bad if the repeated report placed a second order', () => {
		expect(failedChecks({ journal: [order(1001), order(1002)] })).toEqual([
			'Exactly one order is placed',
		]);
	});

	it('is bad if the order has a generated key instead of the ramp’s ID', () => {
		expect(failedChecks({ rampId: 'ramp-2' })).toEqual(['Exactly one order is placed']);
	});

	it('is bad if a forged report was accepted', () => {
		expect(failedChecks({ forged: { status: 200, id: 'evt_forged' } })).toEqual([
			'A forged event is rejected and starts nothing',
		]);
	});

	it('is bad if an incomplete ramp reached the order', () => {
		const executions = good.executions.map((run, index) =>
			index === 0
				? execution('1', {
						[nodeNames.rampChanged]: { eventId: 'evt_unfinished' },
						[nodeNames.order]: { id: 1002 },
					})
				: run,
		);
		expect(failedChecks({ executions })).toEqual(['A ramp that is not completed orders nothing']);
	});

	it('is bad if the ready server belongs to another order', () => {
		const executions = good.executions.map((run, index) =>
			index === 2
				? execution('3', {
						[nodeNames.serverReady]: {},
						[nodeNames.done]: { status: 'done', service: { id: 5001, order_id: 7 } },
					})
				: run,
		);
		expect(failedChecks({ executions })).toEqual([
			'The server is created once, and its event starts the second half',
		]);
	});

	it('is bad if an execution failed', () => {
		const [first, ...rest] = good.executions;
		if (first === undefined) throw new Error('no execution');
		const failed = { ...first, summary: { ...first.summary, status: 'error' } };
		expect(failedChecks({ executions: [failed, ...rest] })).toEqual(['Every execution succeeded']);
	});
});
