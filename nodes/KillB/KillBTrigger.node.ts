import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { lazy } from '../../core/concurrency';
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
import { EVENT_CHOICES } from './data/eventChoices';

const deliveries = lazy(async () => await import('./trigger'));

/** Starts a workflow on a signed KillB webhook (killb.md 4). */
export class KillBTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KillB Trigger',
		name: 'killBTrigger',
		icon: { light: 'file:killb-trigger.svg', dark: 'file:killb-trigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [].concat($parameter["events"], $parameter["otherEvents"] || []).join(", ") }}',
		description: 'Starts the workflow when KillB reports a ramp, user, account or payout event',
		eventTriggerDescription: 'Waiting for an event from KillB',
		activationMessage:
			'Events at KillB start this workflow from now on. If you chose "By Hand" under Registration, enter the production URL at KillB now. To stop, unpublish the workflow.',
		triggerPanel: {
			header: 'Start when something happens at KillB',
			executionsHelp: {
				inactive:
					'<b>First, try it.</b> Add Options › Test With Sample Event and click "Execute step". A made-up event arrives within seconds, and you can build the next steps with it. To wait for a real event instead, remove that option, click "Execute step", and create a user at KillB.<br /><br /><b>When you are done,</b> publish the workflow. From then on, each event that you chose starts it. n8n tells KillB where to send the events; there is nothing to set up there. If you chose "By Hand" under Registration, copy the production URL to KillB yourself.',
				active:
					'<b>The workflow is published.</b> Each event that you chose starts it; you find every run in the <a data-key="executions">executions list</a>.<br /><br /><b>To try a change,</b> add Options › Test With Sample Event and click "Execute step": the published workflow keeps working meanwhile. Without that option you wait for a real event. KillB sends the events of a customer account to one address, so while you wait, events come to your test and not to the published workflow. Use a sandbox account if that must not happen.',
			},
			activationHint:
				'Finished building? Publish the workflow, and events at KillB start it by themselves.',
		},
		defaults: { name: 'KillB Trigger' },
		inputs: [],
		outputs: DELIVERY_OUTPUTS,
		credentials: [{ name: 'killBApi', required: true }],
		webhooks: DELIVERY_WEBHOOKS,
		properties: [
			REGISTRATION,
			{
				displayName:
					'Copy the production URL from "Webhook URLs" above, and enter it in the webhook settings of your KillB account, with the events that you need and a secret of at least 32 random characters. Enter the same secret in the credential. This n8n must be reachable from the internet by https.',
				name: 'notice',
				type: 'notice',
				default: '',
				displayOptions: { show: { registration: ['manual'] } },
			},
			{
				displayName:
					'Publish only one workflow with this trigger for each KillB customer account; it can start other workflows.',
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
				options: EVENT_CHOICES,
				description:
					'The events that start this workflow. Others are ignored. With a status, such as "Ramp Completed", only events that show this status start it. If you choose nothing here and below, every event starts it.',
			},
			{ ...OTHER_EVENTS, placeholder: 'e.g. user.kyc_approved, ACCOUNT:ACTIVE' },
			{
				displayName: 'Actions',
				name: 'actions',
				type: 'multiOptions',
				default: ['*'],
				options: [
					{ name: 'All Actions', value: '*' },
					{ name: 'Create', value: 'CREATE' },
					{ name: 'Delete', value: 'DELETE' },
					{ name: 'Update', value: 'UPDATE', description: 'Includes each change of status' },
				],
				description:
					'What must have happened: something was created, updated or deleted. An event that does not say starts the workflow too.',
			},
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
						displayName: 'Other Actions',
						name: 'otherActions',
						type: 'string',
						default: '',
						placeholder: 'e.g. ARCHIVE',
						description: 'Names of further actions, separated by commas',
					},
					TAKE_OVER,
					REPORT_REJECTED,
					{
						displayName: 'Signature Scheme',
						name: 'signatureScheme',
						type: 'options',
						options: [
							{
								name: 'Either',
								value: 'either',
								description: 'Takes both documented ways',
							},
							{
								name: 'HMAC-SHA256',
								value: 'hmac',
								description: 'As in the security guide of KillB',
							},
							{
								name: 'SHA-256 With Secret Suffix',
								value: 'suffix',
								description: 'As in the SDK of KillB',
							},
						],
						default: 'either',
						description:
							'How KillB signs its events. KillB documents two ways. Leave "Either" until you know yours: it is under "verified" in the output.',
					},
					TEST_WITH_SAMPLE,
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
				const { expectKillBDeliveries } = await deliveries();
				return await expectKillBDeliveries(this);
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				const { endKillBDeliveries } = await deliveries();
				return await endKillBDeliveries(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { receiveKillBDelivery } = await deliveries();
		return await receiveKillBDelivery(this);
	}
}
