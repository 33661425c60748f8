import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type Execution, itemsOf } from '../../support/n8n/executions';
import { ordersPlaced } from '../queue/load';
import { readExample, type Stack } from '../../support/n8n/stack';
import { FOREIGN_URL } from '../services';
import { runExample } from './runExample';

const HOUR = 3600;

const names = {
	trigger: 'Every hour',
	check: 'Is its key remembered?',
	order: 'Order again',
	ordered: 'Ordered',
};

/** A ramp as KillB has it; ages in seconds. */
interface RampAges {
	updated: number;
	created: number;
	status?: string;
}

/** One for each path through the workflow. */
const ages = {
	missing: { updated: HOUR, created: HOUR },
	missingToo: { updated: 5.9 * HOUR, created: 19 * HOUR },
	ofTheLastMinutes: { updated: 5 * 60, created: HOUR },
	olderThanTheWindow: { updated: 6.1 * HOUR, created: 7 * HOUR },
	notCompleted: { updated: HOUR, created: HOUR, status: 'CASH_OUT_COMPLETED' },
	createdLongAgo: { updated: HOUR, created: 21 * HOUR },
} satisfies Record<string, RampAges>;

type Name = keyof typeof ages;

export function describeExample(stack: () => Stack): void {
	describe('the example "Reconcile"', () => {
		const ramps = Object.fromEntries(
			Object.keys(ages).map((name) => [name, randomUUID()]),
		) as Record<Name, string>;
		let workflowId: string;

		/** Creates a ramp at KillB whose report never reached n8n. */
		async function makeRamp(id: string, { updated, created, status }: RampAges): Promise<void> {
			const { sandbox } = stack();
			const createdAt = new Date(Date.now() - created * 1000).toISOString();
			await sandbox.control('PUT', '/clock', { offsetSeconds: -updated });
			await sandbox.control('POST', '/events', {
				service: 'killb',
				event: 'RAMP',
				url: FOREIGN_URL,
				maxAttempts: 1,
				data: { id, status: status ?? 'COMPLETED', createdAt },
			});
		}

		/** The orders of these ramps, by the ramp. */
		async function orders(): Promise<Partial<Record<Name, number[]>>> {
			const placed = await ordersPlaced(stack().sandbox);
			const byRamp: Partial<Record<Name, number[]>> = {};
			for (const name of Object.keys(ramps) as Name[]) {
				const own = placed.filter(({ idempotencyKey }) => idempotencyKey === ramps[name]);
				if (own.length > 0) byRamp[name] = own.map(({ id }) => id);
			}
			return byRamp;
		}

		const run = async () => await runExample(stack(), workflowId, names.trigger);
		/** The ids in the answers to the orders of these ramps, whose key is on the item. */
		const answers = ({ data }: Execution) =>
			itemsOf(data, names.ordered).map(({ json }) => json['id']);

		before(async () => {
			const { client, sandbox } = stack();
			await sandbox.control('PUT', '/account', { balance: '100000.00' });
			for (const [name, age] of Object.entries(ages)) await makeRamp(ramps[name as Name], age);
			await sandbox.control('PUT', '/clock', { offsetSeconds: 0 });
			workflowId = (await client.createWorkflow(readExample('reconcile.json'))).id;
		});
		after(async () => {
			await stack().sandbox.control('DELETE', '/faults?service=kernelhost');
			await stack().sandbox.control('PUT', '/account', { balance: '500.00' });
		});

		it('attempts every ramp, then fails with the reason if an order is rejected', async () => {
			await stack().sandbox.control('POST', '/faults', {
				faults: [{ service: 'kernelhost', method: 'POST', path: '/v1/orders', status: 402 }],
			});
			const { summary, data } = await run();
			assert.equal(summary.status, 'error');
			assert.match(
				String(data.resultData.error?.message),
				/^1 of the ramps have no order\. The first: ramp [-0-9a-f]{36}: .+/,
			);
			assert.deepEqual(
				Object.values(await orders()).map((list) => list.length),
				[1],
			);
		});

		it('orders what is missing, and gets the first order if there is one', async () => {
			const execution = await run();
			assert.equal(execution.summary.status, 'success');
			const placed = await orders();
			assert.deepEqual(Object.keys(placed).sort(), ['missing', 'missingToo']);
			for (const list of Object.values(placed)) assert.equal(list.length, 1);
			for (const [id] of Object.values(placed)) assert.ok(answers(execution).includes(id));
		});

		it('orders nothing when it runs again', async () => {
			const before = await orders();
			assert.equal((await run()).summary.status, 'success');
			assert.deepEqual(await orders(), before);
		});

		it('ignores ramps that are not completed, too recent, or older than its window', async () => {
			const { data } = await run();
			const seen = itemsOf(data, 'In the last 6 hours').map(({ json }) => json['id']);
			for (const name of ['notCompleted', 'ofTheLastMinutes', 'olderThanTheWindow'] as const) {
				assert.ok(!seen.includes(ramps[name]), name);
			}
			assert.ok(seen.includes(ramps.missing));
		});

		it('reports a ramp older than 20 hours to a person, and does not order', async () => {
			const { data } = await run();
			const byHand = itemsOf(data, names.check, 1).map(({ json }) => json['id']);
			assert.ok(byHand.includes(ramps.createdLongAgo));
			assert.equal((await orders()).createdLongAgo, undefined);
		});
	});
}
