import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { execute } from '../shared/execution/execute';
import { describeReplay, kernelHostDoor } from './client';
import { resources } from './resources';

export { listSearch } from './lists/listSearch';

/** Does what the KernelHost node does, for all of its items. */
export async function executeKernelHost(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	return await execute(context, {
		resources,
		door: kernelHostDoor,
		describeKey: describeReplay,
	});
}
