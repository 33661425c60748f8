import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { refusal } from '../errors/failure';

/**
 * Refuses an n8n whose errors lose what caused them, as they do up to 2.33. There a request that got no answer looks like one that was
 * never sent: "Nothing was changed" would be said of an order that may have been placed.
 * @throws NodeOperationError that asks for a newer n8n
 */
export function refuseOldN8n(node: INode): void {
	const reason = new Error('Whether n8n keeps the cause of an error');
	const { cause } = new NodeApiError(node, reason as unknown as JsonObject);
	if (cause === reason) return;
	throw refusal(
		node,
		'This n8n is too old for this node',
		'Update n8n to 2.36 or newer. An older one does not say whether a request may have arrived, so that something could be done twice. Nothing was sent.',
	);
}
