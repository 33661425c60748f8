import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { lazy } from '../../core/concurrency';
import {
	DELIVERY_WEBHOOKS,
	INCLUDE_RAW_BODY,
	OTHER_EVENTS,
	REGISTRATION,
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
		eventTriggerDescription: 'Waiting for KillB to send an event to the test URL',
		activationMessage:
			'KillB now sends your events to this workflow. Un-publishing it removes the registration.',
		triggerPanel: {
			header: 'Receive an event from KillB',
			executionsHelp: {
				inactive:
					'<b>While you build:</b> click "Execute step", then cause an event at KillB, for example create a user. While n8n listens, KillB sends to the test URL; what was registered before is put back afterwards. No event at hand? Switch on Options › Test With Sample Event, and listen: the next nodes can be built with what comes.<br /><br /><b>To run it for good:</b> publish the workflow. It registers itself at KillB. With Registration set to "By Hand", copy the production URL into the webhook configuration of your KillB account instead.',
				active:
					'<b>The workflow is published:</b> events start it, and show up in the <a data-key="executions">executions list</a>.<br /><br /><b>To try a change:</b> click "Execute step". A KillB customer has one webhook configuration: while n8n listens, events go to the test and not to the published workflow. Use a sandbox account if that must not happen.',
			},
			activationHint:
				'Once the workflow is published, it registers itself at KillB and runs by itself.',
		},
		defaults: { name: 'KillB Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'killBApi', required: true }],
		webhooks: DELIVERY_WEBHOOKS,
		properties: [
			REGISTRATION,
			{
				displayName:
					'Copy the production URL from "Webhook URLs" above into the webhook configuration of your KillB account, with the events that you need and a secret of at least 32 random characters. Enter the same secret in the credential.',
				name: 'notice',
				type: 'notice',
				default: '',
				displayOptions: { show: { registration: ['manual'] } },
			},
			{
				displayName:
					'A KillB customer has one webhook configuration, so one trigger can be registered at a time. If several workflows need events, let this one start them.',
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
					'The events that start the workflow. Others are acknowledged and dropped. With nothing chosen here and below, all events start it.',
			},
			{ ...OTHER_EVENTS, placeholder: 'e.g. ramp.completed, user.kyc_approved' },
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
					'What must have happened to the resource. An event that names no action is not held back.',
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
					{
						displayName: 'Signature Scheme',
						name: 'signatureScheme',
						type: 'options',
						options: [
							{
								name: 'Either',
								value: 'either',
								description: 'Accepts both documented schemes',
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
							'How KillB signs. Its documentation describes two schemes. Once you know yours, see "verified" on an item, choose it alone.',
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
