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
} from '../shared/trigger/fields';
import { SIGNATURE_HEADER } from './signatureHeader';

const deliveries = lazy(async () => await import('./trigger'));

/** Starts a workflow on a signed KernelHost webhook (kernelhost.md 9). */
export class KernelHostTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KernelHost Trigger',
		name: 'kernelHostTrigger',
		icon: { light: 'file:kernelhost-trigger.svg', dark: 'file:kernelhost-trigger.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle:
			'={{ [].concat($parameter["events"], $parameter["otherEvents"] || []).join(", ").replace(/^\\*$/, "All events") }}',
		description: 'Starts the workflow on KernelHost order, service or invoice events',
		eventTriggerDescription: 'Waiting for an event from KernelHost',
		activationMessage:
			'KernelHost events now start this workflow. If Registration is "By Hand", enter the production URL at KernelHost now. To stop, unpublish the workflow.',
		triggerPanel: {
			header: 'Start when something happens at KernelHost',
			executionsHelp: {
				inactive:
					'<b>First, try it.</b> Add Options › Test With Sample Event and click "Execute step". A sample event arrives within seconds, so that you can build the next steps. To wait for a real event instead, remove that option, click "Execute step", and place an order at KernelHost.<br /><br /><b>When you are done,</b> enter the signing secret from KernelHost in the credential and publish the workflow. From then on, each selected event starts it. n8n registers the webhook URL at KernelHost for you. If Registration is "By Hand", copy the production URL to KernelHost yourself.',
				active:
					'<b>The workflow is published.</b> Each selected event starts it; see the <a data-key="executions">executions list</a> for its runs.<br /><br /><b>To test a change,</b> add Options › Test With Sample Event and click "Execute step": the published workflow keeps working meanwhile. Without that option, n8n waits for a real event. KernelHost sends the events of an API key to one URL only, so while you wait, events go to your test and not to the published workflow. To avoid that, use another API key.',
			},
			activationHint:
				'Finished building? Publish the workflow so that KernelHost events start it automatically.',
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
					'Copy the production URL from "Webhook URLs" above and enter it at KernelHost as the webhook URL of your API key. Enter the signing secret from KernelHost in the credential. Your n8n must be reachable from the internet via https.',
				name: 'notice',
				type: 'notice',
				default: '',
				displayOptions: { show: { registration: ['manual'] } },
			},
			{
				displayName:
					'Before you publish, enter the signing secret from KernelHost in the credential: it proves that events come from KernelHost. Publish only one workflow with this trigger per API key; it can start other workflows.',
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
					{ name: 'All Events', value: '*', description: 'Every event that KernelHost sends' },
					{ name: 'Any Invoice Event', value: 'invoice.*' },
					{ name: 'Any Order Event', value: 'order.*' },
					{ name: 'Any Service Event', value: 'service.*' },
					{ name: 'Invoice Created', value: 'invoice.created' },
					{ name: 'Order Paid', value: 'order.paid' },
					{ name: 'Service Provisioned', value: 'service.provisioned' },
				],
				description:
					'Events that start the workflow; others are ignored. If no event is selected here or below, all events start it.',
			},
			{ ...OTHER_EVENTS, placeholder: 'e.g. order.*, invoice.created' },
			{
				displayName: 'Options',
				name: 'settings',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					INCLUDE_RAW_BODY,
					TAKE_OVER,
					REPORT_REJECTED,
					{
						...SIGNATURE_HEADER,
						name: 'signatureHeader',
						type: 'string',
						default: '',
					},
					TEST_WITH_SAMPLE,
					{
						displayName: 'Tolerance (Seconds)',
						name: 'tolerance',
						type: 'number',
						typeOptions: { minValue: 1, numberPrecision: 0 },
						default: DEFAULT_TOLERANCE_SECONDS,
						description:
							'Maximum difference between the signature’s time and this server’s clock, in both directions. Higher values give an attacker more time to replay a recorded event.',
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
