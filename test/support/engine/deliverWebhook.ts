import { WebhookContext } from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeParameters,
	type IWebhookFunctions,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { type CredentialData, CredentialStore } from './credentialStore';
import { type InstalledPackages, installedPackages } from './installedPackages';
import { nodeOf } from './runNode';
import { answered, type DeliveryResult, refused } from './webhookAnswer';
import { readAsN8nDoes, UnprocessableBody, webhookRequest } from './webhookRequest';
import { WebhookResponse } from './webhookResponse';
import { withIsolate } from './isolate';

export interface Delivery {
	/** Type of the trigger: `killBTrigger`. */
	type: string;
	parameters?: INodeParameters;
	credentials?: CredentialData | CredentialStore;
	/** The bytes on the wire (compressed, if the headers say so). */
	rawBody: Buffer | string;
	/** Default: a content type of JSON. */
	headers?: Record<string, string>;
	node?: Partial<INode>;
	staticData?: IDataObject;
	/** The ID of the workflow; default: `workflow-under-test`. */
	workflowId?: string;
	/** Default: `webhook`, the production URL. `manual` is the test URL (`test-webhooks.js`). */
	mode?: 'manual' | 'webhook';
	packages?: InstalledPackages;
}

/**
 * Delivers once to an active trigger, on n8n-core's WebhookContext. The surrounding code is in the
 * package `n8n`; this mirrors webhook-helpers.js :: executeWebhook and
 * webhook-on-received-response-extractor.js (n8n.md 2.1 and 2.3).
 */
export async function deliverWebhook(delivery: Delivery): Promise<DeliveryResult> {
	const { mode = 'webhook' } = delivery;
	const packages = delivery.packages ?? (await installedPackages());
	const store = await CredentialStore.of(delivery.credentials);
	const node = nodeOf(packages, {
		id: 'node-under-test',
		webhookId: '5f0c1c52-0000-4000-8000-00000000000a',
		...delivery.node,
		name: 'Trigger',
		type: delivery.type,
		parameters: delivery.parameters ?? {},
		credentials: delivery.node?.credentials ?? store.references(),
	});
	const nodeType = packages.getByNameAndVersion(node.type, node.typeVersion);
	const webhookDescription = nodeType.description.webhooks?.find(({ name }) => name === 'default');
	if (!webhookDescription || !nodeType.webhook) throw new Error(`${node.type} has no webhook`);

	const request = webhookRequest({
		method: 'POST',
		headers: { 'Content-Type': 'application/json', ...delivery.headers },
		wireBody: Buffer.from(delivery.rawBody as string),
	});
	try {
		await readAsN8nDoes(request, node.typeVersion);
	} catch (error) {
		if (error instanceof UnprocessableBody) return refused(422, error);
		throw error;
	}

	const response = new WebhookResponse();
	const workflow = {
		id: delivery.workflowId ?? 'workflow-under-test',
		nodes: [node],
		connections: {},
	};
	const additionalData: IWorkflowExecuteAdditionalData = {
		...additionalDataFor({ packages, store, mode, workflow }),
		httpRequest: request as never,
		httpResponse: response as never,
	};
	const instance = new Workflow({
		...workflow,
		name: 'Workflow under test',
		active: true,
		nodeTypes: packages,
		...(delivery.staticData ? { staticData: delivery.staticData } : {}),
	});
	const webhookData = {
		httpMethod: 'POST' as const,
		node: node.name,
		path: String(node.webhookId),
		webhookDescription,
		workflowId: workflow.id,
		workflowExecuteAdditionalData: additionalData,
	};
	const context = new WebhookContext(instance, node, additionalData, mode, webhookData, [], null);
	const { webhook } = nodeType;
	return await withIsolate(instance, async () => {
		try {
			const given = await webhook.call(context as unknown as IWebhookFunctions);
			return answered(given, response, instance, node, webhookDescription);
		} catch (error) {
			return { ...refused(500, error as Error), executionStarted: true };
		}
	});
}
