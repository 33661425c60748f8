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
				description: 'Play money, at sandbox.killb.app',
			},
			{
				name: 'Sandbox (Older Address)',
				value: 'legacySandbox',
				description: 'Play money, at the address that older pages of KillB name',
			},
			{
				name: 'Own URL',
				value: 'custom',
				description: 'A stand-in of your own, such as the sandbox of this package',
			},
		],
		default: 'production',
		description:
			'Where the requests go. A login of the sandbox does not work in production, nor the other way round.',
	},
	{
		displayName:
			'Production: ramps, payouts and withdrawals move real money. To build and try a workflow, make a second credential for the sandbox.',
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
		placeholder: 'https://killb.app',
		description: 'The address of the API without /api/v2',
		displayOptions: { show: { environment: ['custom'] } },
	},
];
