import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { itemsOf } from '../../support/n8n/executions';
import { readExample, type Stack } from '../../support/n8n/stack';
import { runExample } from './runExample';

export function describeExample(stack: () => Stack): void {
	describe('the example "List servers and their state"', () => {
		it('makes a row for each server', async () => {
			const { id } = await stack().client.createWorkflow(readExample('list-servers.json'));
			const { summary, data } = await runExample(stack(), id, 'When you execute it');
			assert.equal(summary.status, 'success');
			const rows = itemsOf(data, 'Table').map(({ json }) => json);
			assert.equal(rows.length, itemsOf(data, 'Get the servers').length);
			const names = ['Server', 'ID', 'Product', 'Status', 'Power', 'Billing Cycle'];
			for (const row of rows) {
				assert.deepEqual(Object.keys(row), names);
				for (const name of names) assert.notEqual(row[name], '', name);
			}
			assert.ok(rows.some(({ Server }) => Server === 's5001.sandbox.example'));
		});
	});
}
