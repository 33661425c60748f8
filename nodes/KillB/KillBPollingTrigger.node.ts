import {
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { lazy } from '../../core/concurrency';
import { CHANGES } from '../shared/trigger/fields';
import { PAYOUT_STATUSES, RAMP_STATUSES, USER_STATUSES } from './data/statuses';

const polling = lazy(async () => await import('./polling'));

/** Returns the choice of statuses for one kind of object. */
function statusesOf(resource: string, options: INodePropertyOptions[]): INodeProperties {
	return {
		displayName: 'Statuses',
		name: `${resource}Statuses`,
		type: 'multiOptions',
		default: [],
		options,
		displayOptions: { show: { resource: [resource] } },
		description: 'Statuses that start the workflow. Leave empty for all.',
	};
}

/** Starts a workflow on changes that it finds in KillB’s lists, without a webhook. */
export class KillBPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KillB Polling Trigger',
		name: 'killBPollingTrigger',
		icon: { light: 'file:killb-trigger.svg', dark: 'file:killb-trigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["resource"] + ": " + $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when a ramp, payout or user is new or has another status, without a webhook',
		activationMessage:
			'n8n now looks for changes at KillB at the poll times. To stop, unpublish the workflow.',
		defaults: { name: 'KillB Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'killBApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'ramp',
				options: [
					{ name: 'Payout', value: 'payout' },
					{ name: 'Ramp', value: 'ramp' },
					{ name: 'User', value: 'user', description: 'Persons and companies' },
				],
			},
			CHANGES,
			statusesOf('payout', PAYOUT_STATUSES.all),
			statusesOf('ramp', RAMP_STATUSES.all),
			statusesOf('user', USER_STATUSES),
			{
				displayName: 'Simplify',
				name: 'simple',
				type: 'boolean',
				default: true,
				description:
					'Whether to return a simplified version of the response instead of the raw data',
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const { pollKillB } = await polling();
		return await pollKillB(this);
	}
}
