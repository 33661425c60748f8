import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';

/**
 * The one webhook of a trigger; its URL is `<WEBHOOK_URL>/webhook/<webhook id of the node>/webhook`.
 *
 * `onReceived` answers 200 once n8n has recorded the execution, so 200 means that the delivery is kept (n8n.md 2.3).
 * Without `noData` n8n would answer with the literal text "firstEntryJson".
 */
export const DELIVERY_WEBHOOKS: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		responseData: 'noData',
		path: 'webhook',
	},
];

/**
 * Makes n8n leave the body alone until the signature is verified: for a node of type version 1 n8n 2.41 skips its body
 * parser when the parameter `options.binaryData` is set (`webhook-helpers.js :: parseRequestBody`). Otherwise strangers
 * could make n8n parse 16 MiB of anything, a multipart body would be used up before it can be verified, and a genuine
 * delivery that is not valid JSON would be turned away with 422 before this node sees it.
 *
 * Where n8n ignores it, the node works all the same, only with those three limits. A second type version of a trigger
 * would lose it too, so look here before adding one.
 */
export const UNPARSED_BODY: INodeProperties = {
	displayName: 'Body Parsing',
	name: 'options',
	type: 'hidden',
	default: { binaryData: true },
};
