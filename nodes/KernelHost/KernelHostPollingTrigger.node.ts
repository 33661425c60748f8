import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { lazy } from '../../core/concurrency';
import { CHANGES } from '../shared/trigger/fields';

const polling = lazy(async () => await import('./polling'));

/** Starts a workflow on changes that it finds in KernelHost’s lists, without a webhook. */
export class KernelHostPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KernelHost Polling Trigger',
		name: 'kernelHostPollingTrigger',
		icon: { light: 'file:kernelhost-trigger.svg', dark: 'file:kernelhost-trigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["resource"] + ": " + $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when a service or invoice is new or has another status, without a webhook',
		activationMessage:
			'n8n now looks for changes at KernelHost at the poll times. To stop, unpublish the workflow.',
		defaults: { name: 'KernelHost Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kernelHostApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'service',
				options: [
					{ name: 'Invoice', value: 'invoice' },
					{ name: 'Service', value: 'service', description: 'Servers and other services' },
				],
			},
			CHANGES,
			{
				displayName: 'Statuses',
				name: 'statuses',
				type: 'string',
				default: '',
				placeholder: 'e.g. active, suspended',
				description:
					'Comma-separated statuses that start the workflow. Leave empty for all. KernelHost documents no list of them.',
			},
			{
				displayName:
					'Each poll costs a request for every 50 objects, 10 at most if the list begins with the newest. KernelHost allows 5,000 requests a day by default.',
				name: 'paceNotice',
				type: 'notice',
				default: '',
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const { pollKernelHost } = await polling();
		return await pollKernelHost(this);
	}
}
