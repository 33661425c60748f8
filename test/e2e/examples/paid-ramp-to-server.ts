import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { checksOf } from '../demo/checks';
import { executionsOf, nodeNames, runMainJob } from '../demo/mainJob';
import { outputOf } from '../../support/n8n/executions';
import { readExample, type Stack } from '../../support/n8n/stack';
import { publishExample, unpublishExample } from './publishExample';

export function describeExample(stack: () => Stack): void {
	describe('the example "A paid ramp becomes a server"', () => {
		let workflowId: string;
		after(async () => await unpublishExample(stack(), workflowId));

		it('orders once and rejects a forgery in a real n8n', async () => {
			workflowId = await publishExample(stack(), readExample('paid-ramp-to-server.json'));
			// The earlier examples have placed orders too.
			await stack().sandbox.control('DELETE', '/journal');
			const evidence = await runMainJob(stack(), workflowId);
			const failed = checksOf(evidence).filter(({ passed }) => !passed);
			assert.deepEqual(failed, []);
			const repeats = executionsOf(evidence.executions, evidence.eventId);
			assert.equal(repeats.length, 2);
			const orders = repeats.map(({ data }) => outputOf(data, nodeNames.order)?.['id']);
			assert.equal(new Set(orders).size, 1);
			assert.ok(orders[0]);
		});
	});
}
