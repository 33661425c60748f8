import type { INodeProperties } from 'n8n-workflow';

/** The credential inputs for rotating a webhook secret without losing a delivery. */
export const PREVIOUS_SECRET_FIELDS: INodeProperties[] = [
	{
		displayName: 'Previous Webhook Secret',
		name: 'previousWebhookSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			'Only while you rotate the secret: the old one. Events signed with it are accepted until the time below.',
	},
	{
		displayName: 'Accept the Previous Secret Until',
		name: 'previousWebhookSecretUntil',
		type: 'dateTime',
		default: '',
		description:
			'After this time, only the current secret is accepted. Without a time zone, the workflow’s time zone applies. If empty, the previous secret is not accepted.',
	},
];
