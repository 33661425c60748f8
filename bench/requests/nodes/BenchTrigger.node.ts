import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

/**
 * A throw-away trigger that does only what every trigger must do for a request: it accepts or
 * rejects all requests unseen, and reads no credential. Its cost is n8n's own.
 */
export class BenchTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bench Trigger',
		name: 'benchTrigger',
		group: ['trigger'],
		version: 2,
		description: 'Accepts or rejects every request',
		defaults: { name: 'Bench Trigger' },
		inputs: [],
		outputs: ['main'],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties: [{ displayName: 'Rejects', name: 'rejects', type: 'boolean', default: false }],
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (this.getNodeParameter('rejects') !== true)
			return { workflowData: [[{ json: { event: this.getBodyData() } }]] };
		this.getResponseObject().status(401).json({ error: 'Unauthorized' });
		return await Promise.resolve({ noWebhookResponse: true });
	}
}
