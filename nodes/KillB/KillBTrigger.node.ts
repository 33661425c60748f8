import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { readKillBEnvelope } from '../../core/webhook/envelope';
import { KILLB_SIGNATURE_HEADER, verifyKillBSignature } from '../../core/webhook/killbSignature';
import type { KillBSignatureScheme } from '../../core/webhook/killbSignature';
import { headerValue } from '../../core/webhook/signatureHeader';
import { receiveDelivery } from '../shared/delivery';
import { DELIVERY_WEBHOOKS, UNPARSED_BODY } from '../shared/deliveryWebhook';
import { INCLUDE_RAW_BODY, OTHER_EVENTS } from '../shared/triggerFields';

/** Starts a workflow on a signed KillB webhook (killb.md section 4). */
export class KillBTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KillB Trigger',
		name: 'killBTrigger',
		icon: { light: 'file:killb.svg', dark: 'file:killb.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [].concat($parameter["events"], $parameter["otherEvents"] || []).join(", ") }}',
		description: 'Starts the workflow when KillB reports a ramp, user, account or payout event',
		eventTriggerDescription: 'Waiting for KillB to send an event to the test URL',
		activationMessage:
			'The production URL now accepts signed KillB events. Enter it in your KillB webhook configuration if you have not done so yet.',
		triggerPanel: {
			header: 'Receive an event from KillB',
			executionsHelp: {
				inactive:
					'<b>While you build:</b> enter the test URL in the webhook configuration of your KillB account, click "listen", then cause an event, for example create a user.<br /><br /><b>To run it for good:</b> enter the production URL instead and publish the workflow. An account has one webhook configuration.',
				active:
					'<b>The workflow is published:</b> events sent to the production URL start it, and show up in the <a data-key="executions">executions list</a>.<br /><br /><b>To try a change:</b> an account has one webhook configuration, so use a sandbox account for the test URL. While the test URL is entered, the production URL gets nothing.',
			},
			activationHint:
				'Once the workflow is published and the production URL is entered at KillB, it runs by itself.',
		},
		defaults: { name: 'KillB Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'killBApi', required: true }],
		webhooks: DELIVERY_WEBHOOKS,
		properties: [
			{
				displayName:
					'Copy the production URL from "Webhook URLs" above into the webhook configuration of your KillB account, with the events that you need and a secret of at least 32 random characters. Enter the same secret in the credential: without it, every delivery is refused.',
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
					{ name: 'Account', value: 'ACCOUNT', description: 'A bank account or wallet' },
					{ name: 'All Events', value: '*', description: 'Whatever KillB sends' },
					{ name: 'Custodial Account', value: 'CUSTODIAL_ACCOUNT' },
					{ name: 'Payout', value: 'PAYOUT' },
					{ name: 'Ramp', value: 'RAMP', description: 'An exchange between fiat and stablecoin' },
					{ name: 'Transaction', value: 'TRANSACTION' },
					{ name: 'User', value: 'USER', description: 'An end user, including KYC' },
				],
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
				],
			},
		],
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveDelivery(this, {
			credentialType: 'killBApi',
			readEnvelope: readKillBEnvelope,
			verify: ({ body, headers, secrets }) => ({
				header: KILLB_SIGNATURE_HEADER,
				verdict: verifyKillBSignature({
					body,
					header: headerValue(headers, KILLB_SIGNATURE_HEADER),
					secrets,
					scheme: this.getNodeParameter(
						'settings.signatureScheme',
						'either',
					) as KillBSignatureScheme,
				}),
			}),
		});
	}
}
