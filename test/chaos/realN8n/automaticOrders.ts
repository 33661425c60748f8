import type { INode } from 'n8n-workflow';
import { node } from '../../support/n8n/chain';
import { type Execution, outputOf } from '../../support/n8n/executions';
import type { Stack } from '../../support/n8n/stack';
import { WebhookWorkflow } from '../../support/n8n/webhookWorkflow';
import { byId } from '../../support/kernelhost/kernelHostSandbox';
import type { Answer } from './answers';

const ORDER = 'Order';

/** Publishes a workflow that orders one server for each event, under an automatic key. */
export async function publishAutomaticOrders(stack: Stack, path: string): Promise<WebhookWorkflow> {
	return await WebhookWorkflow.publish(stack, [automaticOrder(stack)], path);
}

function automaticOrder({ credentials }: Stack): INode {
	return node({
		name: ORDER,
		type: 'n8n-nodes-kernelhost-killb.kernelHost',
		parameters: {
			resource: 'order',
			operation: 'create',
			idempotencyMode: 'automatic',
			productId: byId('42'),
			billingCycle: 'monthly',
		},
		credentials: { kernelHostApi: { id: credentials.kernelhost, name: 'any' } },
	});
}

/** Sends events one after the other. */
export async function events(orders: WebhookWorkflow, count: number): Promise<Execution[]> {
	const executions: Execution[] = [];
	while (executions.length < count) executions.push(await orders.run());
	return executions;
}

/** The order in each execution's item. */
export function answersOf(executions: Execution[]): Answer[] {
	return executions.map(({ data }) => ({
		asked: { product_id: 42 },
		shown: outputOf(data, ORDER),
	}));
}

export function idsOf(executions: Execution[]): string[] {
	return executions.map(({ summary }) => summary.id);
}
