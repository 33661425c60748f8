import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describe } from '../shared/describe';
import { execute } from '../shared/execute';
import { killBDoor } from './client';
import { listSearch } from './listSearch';
import { resources } from './resources';

/** Move money between fiat and stablecoins with KillB. */
export class KillB implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KillB',
		name: 'killB',
		icon: { light: 'file:killb.svg', dark: 'file:killb.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Manage the users who move money between fiat and stablecoins with KillB',
		defaults: { name: 'KillB' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'killBApi', required: true }],
		properties: describe(resources, 'user'),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, { resources, door: killBDoor });
	}
}
