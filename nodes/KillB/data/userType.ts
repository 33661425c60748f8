import { choice, described, fixed } from '../../shared/operation';

export const USER_TYPES = [
	{ name: 'Person', value: 'PERSON' },
	{ name: 'Company', value: 'COMPANY' },
] as const;

/** The type of a user (killb.md 3). */
export const userType = choice({
	displayName: 'User Type',
	description: 'Whether the user is a person or a company',
	options: USER_TYPES,
	default: 'PERSON',
});

/**
 * For forms in which the type determines the required fields. With an expression, n8n would require
 * the fields of both types.
 */
export const fixedUserType = described(
	{
		description:
			'Whether the user is a person or a company. It determines the required fields, so it cannot be an expression: use one node per type.',
	},
	fixed(userType),
);
