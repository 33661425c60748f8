import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { readKernelHostEnvelope } from '../../core/webhook/envelope';
import { verifyKernelHostDelivery } from '../../core/webhook/kernelhostDelivery';
import { DEFAULT_TOLERANCE_SECONDS } from '../../core/webhook/stripeSignature';
import { receiveDelivery } from '../shared/delivery';
import { DELIVERY_WEBHOOKS, UNPARSED_BODY } from '../shared/deliveryWebhook';
import { INCLUDE_RAW_BODY, OTHER_EVENTS } from '../shared/triggerFields';

/** Starts a workflow on a signed KernelHost webhook (kernelhost.md section 9). */
export class KernelHostTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KernelHost Trigger',
		name: 'kernelHostTrigger',
		icon: { light: 'file:kernelhost.svg', dark: 'file:kernelhost.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [].concat($parameter["events"], $parameter["otherEvents"] || []).join(", ") }}',
		description: 'Starts the workflow when KernelHost reports an order, service or invoice event',
		eventTriggerDescription: 'Waiting for KernelHost to send an event to the test URL',
		activationMessage:
			'The production URL now accepts signed KernelHost events. Register it for your API key if you have not done so yet.',
		triggerPanel: {
			header: 'Receive an event from KernelHost',
			executionsHelp: {
				inactive:
					'<b>While you build:</b> register the test URL for your API key at KernelHost, click "listen", then cause an event, for example place an order.<br /><br /><b>To run it for good:</b> register the production URL instead and publish the workflow. Each API key has one webhook URL.',
				active:
					'<b>The workflow is published:</b> events sent to the production URL start it, and show up in the <a data-key="executions">executions list</a>.<br /><br /><b>To try a change:</b> a key has one webhook URL, so use another key for the test URL. While the test URL is registered, the production URL gets nothing.',
			},
			activationHint:
				'Once the workflow is published and the production URL is registered at KernelHost, it runs by itself.',
		},
		defaults: { name: 'KernelHost Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kernelHostApi', required: true }],
		webhooks: DELIVERY_WEBHOOKS,
		properties: [
			{
				displayName:
					'Copy the production URL from "Webhook URLs" above and register it as the webhook URL of your API key at KernelHost. It must be reachable by HTTPS from the internet. Enter the signing secret of the webhook in the credential: without it, every delivery is refused.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				default: ['*'],
				options: [
					{ name: 'All Events', value: '*', description: 'Whatever KernelHost sends' },
					{ name: 'Any Invoice Event', value: 'invoice.*' },
					{ name: 'Any Order Event', value: 'order.*' },
					{ name: 'Any Service Event', value: 'service.*' },
					{ name: 'Invoice Created', value: 'invoice.created' },
					{ name: 'Order Paid', value: 'order.paid' },
					{ name: 'Service Provisioned', value: 'service.provisioned' },
				],
				description:
					'The events that start the workflow. Others are acknowledged and dropped. With nothing chosen here and below, all events start it.',
			},
			{ ...OTHER_EVENTS, placeholder: 'e.g. order.*, invoice.created' },
			UNPARSED_BODY,
			{
				displayName: 'Options',
				name: 'settings',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					INCLUDE_RAW_BODY,
					{
						displayName: 'Signature Header',
						name: 'signatureHeader',
						type: 'string',
						default: '',
						placeholder: 'e.g. X-Example-Signature',
						description:
							'Name of the header that carries the signature. KernelHost does not document it. Leave it empty to recognise it by its form, t=…,v1=….',
					},
					{
						displayName: 'Tolerance (Seconds)',
						name: 'tolerance',
						type: 'number',
						typeOptions: { minValue: 1, numberPrecision: 0 },
						default: DEFAULT_TOLERANCE_SECONDS,
						description:
							'How far the signed time may be from the clock of this server, in both directions. A longer time gives more room to replay a captured delivery.',
					},
				],
			},
		],
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveDelivery(this, {
			credentialType: 'kernelHostApi',
			readEnvelope: readKernelHostEnvelope,
			verify: (received) =>
				verifyKernelHostDelivery({
					...received,
					headerName: String(this.getNodeParameter('settings.signatureHeader', '') ?? ''),
					tolerance: Number(this.getNodeParameter('settings.tolerance', DEFAULT_TOLERANCE_SECONDS)),
				}),
		});
	}
}
