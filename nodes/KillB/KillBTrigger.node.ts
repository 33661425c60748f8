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
} from '../shared/trigger/fields';
import { EVENT_CHOICES } from './data/eventChoices';
import { SIGNATURE_SCHEME } from './signatureScheme';

const deliveries = lazy(async () => await import('./trigger'));

/** Starts a workflow on a signed KillB webhook (killb.md 4). */
export class KillBTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KillB Trigger',
		name: 'killBTrigger',
		icon: { light: 'file:killb-trigger.svg', dark: 'file:killb-trigger.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle: '={{ [].concat($parameter["events"], $parameter["otherEvents"] || []).join(", ") }}',
		description: 'Starts the workflow when KillB reports a ramp, user, account or payout event',
		eventTriggerDescription: 'Waiting for an event from KillB',
		activationMessage:
			'KillB events now start this workflow. If Registration is "By Hand", enter the production URL at KillB now. To stop, unpublish the workflow.',
		triggerPanel: {
			header: 'Pull in events from KillB',
			executionsHelp: {
				inactive:
					'<b>First, try it.</b> Add Options › Test With Sample Event and click "Execute step". A sample event arrives within seconds, so you can build the next steps with it. To use a real event instead, remove that option, click "Execute step" and create a user at KillB.<br /><br /><b>Then publish the workflow.</b> From then on, each selected event starts it. n8n registers the URL at KillB for you. If Registration is "By Hand", copy the production URL to KillB yourself.',
				active:
					'<b>The workflow is published.</b> Each selected event starts it; see its runs in the <a data-key="executions">executions list</a>.<br /><br /><b>To test a change,</b> add Options › Test With Sample Event and click "Execute step": the published workflow keeps running. Without that option, the test waits for a real event. KillB sends a customer account’s events to one URL, so meanwhile they go to your test instead of the published workflow. If that must not happen, use a sandbox account.',
			},
			activationHint:
				'Once you’ve finished building, publish the workflow so that KillB events start it automatically.',
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
					'Copy the production URL from "Webhook URLs" above into your KillB account’s webhook settings, with the events you need and a secret of at least 32 random characters. Enter the same secret in the credential. n8n must be reachable from the internet over HTTPS.',
				name: 'notice',
				type: 'notice',
				default: '',
				displayOptions: { show: { registration: ['manual'] } },
			},
			{
				displayName:
					'Publish only one workflow with this trigger per KillB customer account. It can call other workflows.',
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
					'Events that start this workflow. "Ramp Completed" and the like only match events with that status. If no event is selected here or below, all events start it.',
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
					{ name: 'Update', value: 'UPDATE', description: 'Includes status changes' },
				],
				description: 'Actions that start the workflow. Events without an action always start it.',
			},
			{
				displayName: 'Options',
				name: 'settings',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					INCLUDE_RAW_BODY,
					{
						displayName: 'Other Actions',
						name: 'otherActions',
						type: 'string',
						default: '',
						placeholder: 'e.g. ARCHIVE',
						description: 'Comma-separated names of other actions',
					},
					TAKE_OVER,
					REPORT_REJECTED,
					{
						...SIGNATURE_SCHEME,
						name: 'signatureScheme',
						type: 'options',
						options: SIGNATURE_SCHEME.options.map((option) => ({ ...option })),
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
