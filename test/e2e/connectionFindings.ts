import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { itemsOf } from '../support/n8n/executions';
import type { Stack } from '../support/n8n/stack';
import { KILLB, type Service } from './services';
import { node, runOnce } from './stackForTests';

/** Runs Check Connection of a service's node, and returns its findings. */
export async function connectionFindings(stack: Stack, service: Service): Promise<IDataObject[]> {
	const isKillB = service === KILLB;
	const check = node({
		name: 'Check',
		type: `n8n-nodes-kernelhost-killb.${isKillB ? 'killB' : 'kernelHost'}`,
		parameters: { resource: isKillB ? 'auth' : 'account', operation: 'checkConnection' },
		credentials: { [service.credential]: { id: stack.credentials[service.name], name: 'any' } },
	});
	const { data } = await runOnce(stack, [check], `check-${randomUUID()}`);
	return itemsOf(data, 'Check').map(({ json }) => json);
}
