import type {
	INode,
	INodeExecutionData,
	IWebhookDescription,
	IWebhookResponseData,
	Workflow,
} from 'n8n-workflow';
import type { WebhookResponse } from './webhookResponse';

export interface DeliveryResult {
	/** What the sender of the webhook receives. */
	status: number;
	body: unknown;
	headers: Record<string, string>;
	/** True if the node responded by itself. */
	noWebhookResponse: boolean;
	/** True if n8n stores an execution: with items, or a failed one after an error. */
	executionStarted: boolean;
	/** The items that the workflow starts with, at the first output. */
	items: INodeExecutionData[];
	/** Those at the second output, where the trigger has one. */
	rejected?: INodeExecutionData[];
	error: Error | undefined;
}

/** n8n's response if the node's webhook method does not set it. */
export function refused(status: number, error: Error): DeliveryResult {
	const body = {
		message:
			status === 500 ? 'Workflow Webhook Error: Workflow could not be started!' : error.message,
	};
	return {
		status,
		body,
		headers: {},
		noWebhookResponse: false,
		executionStarted: false,
		items: [],
		error,
	};
}

/** n8n's response to the result of the webhook method. */
export function answered(
	given: IWebhookResponseData,
	response: WebhookResponse,
	workflow: Workflow,
	node: INode,
	description: IWebhookDescription,
): DeliveryResult {
	const setting = (name: 'responseCode' | 'responseData', fallback?: string | number) =>
		workflow.expression.getSimpleParameterValue(
			node,
			description[name] as string | undefined,
			'webhook',
			{},
			undefined,
			fallback,
		);
	const common = {
		headers: response.headers,
		noWebhookResponse: given.noWebhookResponse === true,
		executionStarted: given.workflowData !== undefined,
		items: given.workflowData?.[0] ?? [],
		...(given.workflowData?.[1] ? { rejected: given.workflowData[1] } : {}),
		error: undefined,
	};
	if (given.noWebhookResponse === true) {
		return { ...common, status: response.statusCode, body: response.body };
	}
	const status = Number(setting('responseCode', 200));
	if (given.workflowData === undefined) {
		const body = given.webhookResponse ?? { message: 'Webhook call received' };
		return { ...common, status, body: body as unknown };
	}
	const data = setting('responseData', 'firstEntryJson');
	return { ...common, status, body: data === 'noData' ? undefined : data };
}
