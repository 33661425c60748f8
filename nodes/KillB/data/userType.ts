import { choice, fixed } from '../../shared/operation';

export const USER_TYPES = [
	{ name: 'Person', value: 'PERSON' },
	{ name: 'Company', value: 'COMPANY' },
] as const;

/** The one distinction that KillB makes between users (killb.md 3). */
export const userType = choice({
	displayName: 'User Type',
	description: 'Whether the user is a person or a company',
	options: USER_TYPES,
	default: 'PERSON',
});

/**
 * For forms in which the type decides what is required: by expression, n8n would ask for the fields
 * of both types.
 */
export const fixedUserType = fixed({
	...userType,
	property: {
		...userType.property,
		description:
			'Whether the user is a person or a company. It decides what is required, so it takes no expression: use one node for each.',
	},
});
