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
		eventTriggerDescription: 'Waiting for an event from KernelHost',
		activationMessage:
			'Events at KernelHost start this workflow from now on. If you chose "By Hand" under Registration, enter the production URL at KernelHost now. To stop, unpublish the workflow.',
		triggerPanel: {
			header: 'Start when something happens at KernelHost',
			executionsHelp: {
				inactive:
					'<b>First, try it.</b> Add Options › Test With Sample Event and click "Execute step". A made-up event arrives within seconds, and you can build the next steps with it. To wait for a real event instead, remove that option, click "Execute step", and place an order at KernelHost.<br /><br /><b>When you are done,</b> enter the signing secret from KernelHost in the credential, then publish the workflow. From then on, each event that you chose starts it. n8n tells KernelHost where to send the events; there is nothing to set up there. If you chose "By Hand" under Registration, copy the production URL to KernelHost yourself.',
				active:
					'<b>The workflow is published.</b> Each event that you chose starts it; you find every run in the <a data-key="executions">executions list</a>.<br /><br /><b>To try a change,</b> add Options › Test With Sample Event and click "Execute step": the published workflow keeps working meanwhile. Without that option you wait for a real event. KernelHost sends the events of an API key to one address, so while you wait, events come to your test and not to the published workflow. Use another API key if that must not happen.',
			},
			activationHint:
				'Finished building? Publish the workflow, and events at KernelHost start it by themselves.',
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
					'Copy the production URL from "Webhook URLs" above, and enter it at KernelHost as the webhook URL of your API key. Enter the signing secret from KernelHost in the credential. This n8n must be reachable from the internet by https.',
				name: 'notice',
				type: 'notice',
				default: '',
				displayOptions: { show: { registration: ['manual'] } },
			},
			{
				displayName:
					'Before you publish, enter the signing secret from KernelHost in the credential: it shows that an event really comes from KernelHost. Publish only one workflow with this trigger for each API key; it can start other workflows.',
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
					'The events that start this workflow. Others are ignored. If you choose nothing here and below, every event starts it.',
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
							'Name of the HTTP header with the signature. Leave it empty: the signature is found by its form, t=…,v1=…, whatever the header is called.',
					},
					TEST_WITH_SAMPLE,
					{
						displayName: 'Tolerance (Seconds)',
						name: 'tolerance',
						type: 'number',
						typeOptions: { minValue: 1, numberPrecision: 0 },
						default: DEFAULT_TOLERANCE_SECONDS,
						description:
							'How much the time in the signature may differ from the clock of this server, in both directions. The longer it is, the longer a recorded event can be sent again by somebody else.',
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
