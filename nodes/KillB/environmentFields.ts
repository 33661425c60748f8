import type { INodeProperties } from 'n8n-workflow';

/**
 * The credential inputs that choose the environment: production, one of the sandboxes, or a mock
 * (killb.md 1).
 */
export const ENVIRONMENT_FIELDS: INodeProperties[] = [
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{
				name: 'Production',
				value: 'production',
				description: 'Real money, at killb.app',
			},
			{
				name: 'Sandbox',
				value: 'sandbox',
				description: 'Test money, at sandbox.killb.app',
			},
			{
				name: 'Sandbox (Older URL)',
				value: 'legacySandbox',
				description: 'Test money, at the URL in KillB’s older documentation',
			},
			{
				name: 'Own URL',
				value: 'custom',
				description: 'A self-hosted mock, such as this package’s sandbox',
			},
		],
		default: 'production',
		description:
			'Where requests are sent. Sandbox logins do not work in production, nor the other way round.',
	},
	{
		displayName:
			'Production: ramps, payouts and withdrawals move real money. To build and test workflows, create a second credential for the sandbox.',
		name: 'productionNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { environment: ['production'] } },
	},
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://killb.app',
		description: 'URL of the API, without /api/v2',
		displayOptions: { show: { environment: ['custom'] } },
	},
];
