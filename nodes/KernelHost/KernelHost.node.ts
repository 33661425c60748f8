import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { lazy } from '../../core/concurrency';
import { propertiesOf, SUBTITLE } from '../shared/operation/form';
import { listSearches } from '../shared/fields/listSearches';
import { form } from './form';
import { SEARCH_NAMES } from './lists/searchNames';

const service = lazy(async () => await import('./service'));
const lists = lazy(async () => await import('./lists/listSearch'));

/** Order and run servers with the KernelHost Reseller API. */
export class KernelHost implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KernelHost',
		name: 'kernelHost',
		icon: { light: 'file:kernelhost.svg', dark: 'file:kernelhost.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: SUBTITLE,
		description: 'Order and manage servers with the KernelHost Reseller API',
		defaults: { name: 'KernelHost' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'kernelHostApi', required: true }],
		// `password` is the only documented field name; the others are common ones.
		sensitiveOutputFields: [
			'password',
			'root_password',
			'rootPassword',
			'private_key',
			'secret',
			'credentials.password',
			'credentials.root_password',
			'credentials.private_key',
			'service.password',
			'service.root_password',
			'services[*].password',
			'services[*].root_password',
			'data.password',
			'data.root_password',
		],
		properties: propertiesOf(form),
	};

	methods = {
		listSearch: listSearches(SEARCH_NAMES, async () => (await lists()).listSearch),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { executeKernelHost } = await service();
		return await executeKernelHost(this);
	}
}
