import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

/**
 * A throw-away node that does only what every node with a credential must do for an item: read one
 * input with an expression, and call n8n's helper. Its cost is n8n's own.
 */
export class BenchFloor implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bench Floor',
		name: 'benchFloor',
		group: ['transform'],
		version: 1,
		description: 'Reads a URL for each item through a credential',
		defaults: { name: 'Bench Floor' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [
			{
				name: 'killBApi',
				required: true,
				displayOptions: { show: { credentialType: ['killBApi'] } },
			},
			{
				name: 'kernelHostApi',
				required: true,
				displayOptions: { show: { credentialType: ['kernelHostApi'] } },
			},
			{
				name: 'benchLogin',
				required: true,
				displayOptions: { show: { credentialType: ['benchLogin'] } },
			},
		],
		properties: [
			{
				displayName: 'Credential Type',
				name: 'credentialType',
				type: 'string',
				default: '',
				noDataExpression: true,
			},
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'In Flight', name: 'inFlight', type: 'number', default: 1 },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const count = this.getInputData().length;
		const credentialType = this.getNodeParameter('credentialType', 0) as string;
		const inFlight = this.getNodeParameter('inFlight', 0) as number;
		const output: INodeExecutionData[] = [];
		let next = 0;
		const lane = async () => {
			while (next < count) {
				const item = next++;
				const url = this.getNodeParameter('url', item) as string;
				const options = { method: 'GET', url, json: true } as const;
				const json = (await this.helpers.httpRequestWithAuthentication.call(
					this,
					credentialType,
					options,
				)) as INodeExecutionData['json'];
				output[item] = { json, pairedItem: { item } };
			}
		};
		await Promise.all(Array.from({ length: inFlight }, lane));
		return [output];
	}
}
