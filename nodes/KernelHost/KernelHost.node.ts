import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describe } from '../shared/describe';
import { execute } from '../shared/execute';
import { describeReplay, kernelHostDoor } from './client';
import { resources } from './resources';
import { listSearch } from './listSearch';

/** Order and run servers with the KernelHost Reseller API. */
export class KernelHost implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KernelHost',
		name: 'kernelHost',
		icon: { light: 'file:kernelhost.svg', dark: 'file:kernelhost.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Order and run servers as a reseller of KernelHost',
		defaults: { name: 'KernelHost' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'kernelHostApi', required: true }],
		properties: describe(resources, 'order'),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, {
			resources,
			door: kernelHostDoor,
			describeKey: describeReplay,
		});
	}
}
