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
			'Only while you change the secret: the one before. Deliveries signed with it are accepted until the time below.',
	},
	{
		displayName: 'Accept the Previous Secret Until',
		name: 'previousWebhookSecretUntil',
		type: 'dateTime',
		default: '',
		description:
			'From then on only the current secret is accepted. A time without a zone is in the time zone of the workflow. Without a time the previous secret is not accepted at all.',
	},
];
