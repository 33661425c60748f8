import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { execute } from '../shared/execution/execute';
import { killBDoor } from './client';
import { resources } from './resources';

export { listSearch } from './lists/listSearch';

/** Does what the KillB node does, for all of its items. */
export async function executeKillB(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await execute(context, { resources, door: killBDoor });
}
