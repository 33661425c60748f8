import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Records } from '../../../sandbox/control/records';
import { DataTable } from '../../support/n8n/dataTable';
import { readExample, type Stack } from '../../support/n8n/stack';
import { runExample } from './runExample';

export function describeExample(stack: () => Stack): void {
	describe('the example "Order a server for each row of a table"', () => {
		let workflowId: string;
		let table: DataTable;
		let earlier = 0;
		const orders = async () => {
			const { kernelhost } = await stack().sandbox.control<Records>('GET', '/records');
			return kernelhost.orders;
		};
		const orderedHere = async () => (await orders()).slice(earlier);

		before(async () => {
			earlier = (await orders()).length;
			const workflow = readExample('order-servers-from-table.json');
			workflowId = (await stack().client.createWorkflow(workflow)).id;
		});

		const run = async () => {
			const { summary } = await runExample(stack(), workflowId, 'When you execute it');
			assert.equal(summary.status, 'success');
		};

		it('creates the table if there is none', async () => {
			await run();
			table = await DataTable.open(stack().client, 'Servers to order');
			assert.deepEqual(await table.rows(), []);
		});

		it('orders once for each row, and writes the order or the reason into it', async () => {
			await table.add([
				{ productId: '42' },
				{ productId: '999' },
				{ productId: '41', billingCycle: 'annually' },
			]);
			await run();
			const placed = await orderedHere();
			assert.deepEqual(
				placed.map((one) => [one.product_id, one.billing_cycle]),
				[
					[42, 'monthly'],
					[41, 'annually'],
				],
			);
			const rows = await table.rows();
			assert.deepEqual(
				rows.map(({ orderId }) => orderId),
				[String(placed[0]?.id), null, String(placed[1]?.id)],
			);
			assert.ok(rows[0]?.['orderStatus']);
			assert.match(String(rows[1]?.['problem']), /^KernelHost .+: .*product/);
		});

		it('leaves rows with an order or a problem alone', async () => {
			await run();
			assert.equal((await orderedHere()).length, 2);
		});

		it('orders a corrected row once its problem is cleared', async () => {
			const [, row] = await table.rows();
			await table.change(row?.id ?? 0, { productId: '43', problem: null });
			await run();
			assert.equal((await orderedHere()).at(-1)?.product_id, 43);
		});

		it('finds the order of a run that broke off before it wrote the row', async () => {
			const [row] = await table.rows();
			const orderId = row?.['orderId'];
			await table.change(row?.id ?? 0, { orderId: null });
			await run();
			assert.equal((await table.rows())[0]?.['orderId'], orderId);
			assert.equal((await orderedHere()).length, 3);
		});
	});
}
