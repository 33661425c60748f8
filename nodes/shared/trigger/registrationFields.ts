import type { INodeProperties } from 'n8n-workflow';

/** Whether a trigger registers itself. */
export const REGISTRATION: INodeProperties = {
	displayName: 'Registration',
	name: 'registration',
	type: 'options',
	default: 'automatic',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'Publishing the workflow registers the address, un-publishing removes it',
		},
		{
			name: 'By Hand',
			value: 'manual',
			description: 'You enter the address at the service yourself; nothing is changed there',
		},
	],
	description:
		'Who enters the address at the service. Choose By Hand where the credential lacks the permission, or somebody else looks after the registration.',
};

/** Whether another's address may be replaced. */
export const TAKE_OVER: INodeProperties = {
	displayName: 'Replace Other Registration',
	name: 'takeOver',
	type: 'boolean',
	default: false,
	description:
		'Whether to replace an address that is registered at the service and belongs to something else, which then gets no more events',
};
