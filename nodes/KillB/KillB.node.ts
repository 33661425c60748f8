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

/** Move money between fiat and stablecoins with KillB. */
export class KillB implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KillB',
		name: 'killB',
		icon: { light: 'file:killb.svg', dark: 'file:killb.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: SUBTITLE,
		description:
			'Move money between fiat and stablecoins with KillB, and manage users, accounts, payouts and savings',
		defaults: { name: 'KillB' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'killBApi', required: true }],
		// The KYC token; the tokens and the secret that custom API requests may return.
		sensitiveOutputFields: ['token', 'accessToken', 'refreshToken', 'secret'],
		properties: propertiesOf(form),
	};

	methods = {
		listSearch: listSearches(SEARCH_NAMES, async () => (await lists()).listSearch),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { executeKillB } = await service();
		return await executeKillB(this);
	}
}
