import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { lazy } from '../../core/concurrency';
import { DEFAULT_TOLERANCE_SECONDS } from '../../core/webhook/stripeSignature';
import {
	DELIVERY_OUTPUTS,
	DELIVERY_WEBHOOKS,
	INCLUDE_RAW_BODY,
	OTHER_EVENTS,
	REGISTRATION,
	REPORT_REJECTED,
	TAKE_OVER,
	TEST_WITH_SAMPLE,
	UNPARSED_BODY,
} from '../shared/trigger/fields';

const deliveries = lazy(async () => await import('./trigger'));

/** Starts a workflow on a signed KernelHost webhook (kernelhost.md 9). */
export class KernelHostTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KernelHost Trigger',
		name: 'kernelHostTrigger',
		icon: { light: 'file:kernelhost-trigger.svg', dark: 'file:kernelhost-trigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [].concat($parameter["events"], $parameter["otherEvents"] || []).join(", ") }}',
		description: 'Starts the workflow when KernelHost reports an order, service or invoice event',
		eventTriggerDescription: 'Waiting for KernelHost to send an event to the test URL',
		activationMessage:
			'KernelHost now sends its events to this workflow. Un-publishing it removes the registration.',
		triggerPanel: {
			header: 'Receive an event from KernelHost',
			executionsHelp: {
				inactive:
					'<b>While you build:</b> click "Execute step", then cause an event at KernelHost, for example place an order. While n8n listens, KernelHost sends to the test URL; what was registered before is put back afterwards. No event at hand? Switch on Options › Test With Sample Event, and listen: the next nodes can be built with what comes.<br /><br /><b>To run it for good:</b> publish the workflow. It registers itself for the API key of the credential. With Registration set to "By Hand", register the production URL yourself.',
				active:
					'<b>The workflow is published:</b> events start it, and show up in the <a data-key="executions">executions list</a>.<br /><br /><b>To try a change:</b> click "Execute step". An API key has one webhook address: while n8n listens, events go to the test and not to the published workflow. Use another key if that must not happen.',
			},
			activationHint:
				'Once the workflow is published, it registers itself at KernelHost and runs by itself.',
		},
		defaults: { name: 'KernelHost Trigger' },
		inputs: [],
		outputs: DELIVERY_OUTPUTS,
		credentials: [{ name: 'kernelHostApi', required: true }],
		webhooks: DELIVERY_WEBHOOKS,
		properties: [
			REGISTRATION,
			{
				displayName:
					'Copy the production URL from "Webhook URLs" above and register it as the webhook URL of your API key at KernelHost. It must be reachable by HTTPS from the internet.',
				name: 'notice',
				type: 'notice',
				default: '',
				displayOptions: { show: { registration: ['manual'] } },
			},
			{
				displayName:
					'Enter the signing secret of KernelHost’s webhooks in the credential: without it, every delivery is refused. An API key has one webhook address, so one trigger can be registered at a time.',
				name: 'oneSlotNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { registration: ['automatic'] } },
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
					TAKE_OVER,
					REPORT_REJECTED,
					{
						displayName: 'Signature Header',
						name: 'signatureHeader',
						type: 'string',
						default: '',
						placeholder: 'e.g. X-Example-Signature',
						description:
							'Name of the header that carries the signature. KernelHost does not document it. Leave it empty to recognise it by its form, t=…,v1=….',
					},
					TEST_WITH_SAMPLE,
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

	webhookMethods = {
		default: {
			/** The existing registration can't be compared in full, so it is always written again. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(false);
			},

			async create(this: IHookFunctions): Promise<boolean> {
				const { expectKernelHostDeliveries } = await deliveries();
				return await expectKernelHostDeliveries(this);
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				const { endKernelHostDeliveries } = await deliveries();
				return await endKernelHostDeliveries(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { receiveKernelHostDelivery } = await deliveries();
		return await receiveKernelHostDelivery(this);
	}
}
