import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import { chain, node, webhookNode } from '../../test/support/n8n/chain';
import type { WorkflowFile } from '../../test/support/n8n/n8nTypes';
import { credentialNames, type Stack } from '../../test/support/n8n/stack';
import { throwAwayType } from '../requests/throwAwayNodes';
import type { Sender } from './delivery';
import { VERIFYING_CODE } from './verifyingCode';

/** A workflow that receives deliveries, not imported into n8n yet. */
export interface Receiver {
	workflow: WorkflowFile;
	/** Below n8n's URL. */
	path: string;
}

const TRIGGERS = {
	killb: { type: 'killBTrigger', action: 'killB', credential: 'killBApi' },
	kernelhost: { type: 'kernelHostTrigger', action: 'kernelHost', credential: 'kernelHostApi' },
} as const;

const last = node({ name: 'Work', type: 'n8n-nodes-base.noOp' });

/**
 * Returns our trigger as users have it, but without registration at the service: Trigger → NoOp.
 */
export function ourTrigger(sender: Sender, { credentials }: Pick<Stack, 'credentials'>): Receiver {
	const { type, credential } = TRIGGERS[sender];
	const webhookId = randomUUID();
	const trigger = node({
		name: 'Trigger',
		type: `n8n-nodes-kernelhost-killb.${type}`,
		webhookId,
		parameters: { registration: 'manual' },
		credentials: { [credential]: { id: credentials[sender], name: credentialNames[sender] } },
	});
	return { workflow: chain(type, [trigger, last]), path: `/webhook/${webhookId}/webhook` };
}

/** Returns the throw-away trigger → NoOp, which shows n8n's own cost for any package's trigger. */
export function floorTrigger({ rejects }: { rejects: boolean }): Receiver {
	const webhookId = randomUUID();
	const trigger = node({
		name: 'Trigger',
		type: throwAwayType('benchTrigger'),
		typeVersion: 2,
		webhookId,
		parameters: { rejects },
	});
	return { workflow: chain('floor', [trigger, last]), path: `/webhook/${webhookId}/webhook` };
}

/** Returns n8n's Webhook → NoOp, which verifies nothing. */
export function bareWebhook(): Receiver {
	const { trigger, path } = webhook({ responseMode: 'onReceived' });
	return { workflow: chain('webhook', [trigger, last]), path };
}

/** Returns Webhook → Code, which verifies → If → Respond 200 → NoOp, or Respond 401. */
export function webhookWithCode(sender: Sender, secret: string): Receiver {
	const code = node({
		name: 'Verify',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: { jsCode: VERIFYING_CODE[sender](secret) },
	});
	return verifying('webhook, code', code, '={{ $json.genuine }}');
}

/** Returns Webhook → Verify Delivery of our node → Respond 200 → NoOp, or Respond 401. */
export function webhookWithVerify(
	sender: Sender,
	{ credentials }: Pick<Stack, 'credentials'>,
): Receiver {
	const { action, credential } = TRIGGERS[sender];
	const { trigger, path } = webhook({ responseMode: 'responseNode', options: { rawBody: true } });
	const verify = node({
		name: 'Verify',
		type: `n8n-nodes-kernelhost-killb.${action}`,
		parameters: { resource: 'webhook', operation: 'verifyDelivery' },
		credentials: { [credential]: { id: credentials[sender], name: credentialNames[sender] } },
		onError: 'continueErrorOutput',
	});
	const reject = respond('Reject', 401);
	const workflow = chain('webhook, verify', [trigger, verify, respond('Accept', 200), last]);
	workflow.nodes.push(reject);
	workflow.connections[verify.name]?.['main']?.push([
		{ node: reject.name, type: 'main', index: 0 },
	]);
	return { workflow, path };
}

function verifying(name: string, verify: INode, isGenuine: string): Receiver {
	const { trigger, path } = webhook({
		responseMode: 'responseNode',
		options: { rawBody: true },
	});
	const ifGenuine = node({
		name: 'Genuine?',
		type: 'n8n-nodes-base.if',
		typeVersion: 2.2,
		parameters: {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				combinator: 'and',
				conditions: [
					{
						id: 'genuine',
						leftValue: isGenuine,
						rightValue: '',
						operator: { type: 'boolean', operation: 'true', singleValue: true },
					},
				],
			},
		},
	});
	const accept = respond('Accept', 200);
	const reject = respond('Reject', 401);
	const workflow = chain(name, [trigger, verify, ifGenuine, accept, last]);
	workflow.nodes.push(reject);
	const to = (target: INode) => [{ node: target.name, type: 'main' as const, index: 0 }];
	workflow.connections[ifGenuine.name] = { main: [to(accept), to(reject)] };
	return { workflow, path };
}

function webhook(parameters: INodeParameters): { trigger: INode; path: string } {
	const webhookId = randomUUID();
	const trigger = webhookNode('Webhook', webhookId, parameters);
	return { trigger, path: `/webhook/${webhookId}` };
}

function respond(name: string, responseCode: number): INode {
	return node({
		name,
		type: 'n8n-nodes-base.respondToWebhook',
		typeVersion: 1.4,
		parameters: { respondWith: 'noData', options: { responseCode } },
	});
}
