import {
	operation,
	ownRequest,
	ownRequestComparisons,
	ownRequestFields,
	resultsOf,
} from '../../../shared/operation';

const EXAMPLE = '/api/v2/users';

/**
 * Any API request. Sign-up, two-factor and password flows (killb.md 2.4) need a user at a screen,
 * so they have no operation of their own.
 */
export const send = operation({
	name: 'Send',
	action: 'Send API request',
	description:
		'Call an endpoint without an operation, e.g. sign-up, invitations, two-factor, passwords',
	endpoint: 'ANY /*',
	repeatable: false,
	compare: ownRequestComparisons,
	fields: ownRequestFields({
		displayName: 'Path',
		description: 'Path including /api/v2, as in KillB’s API reference',
		placeholder: `e.g. ${EXAMPLE}`,
	}),
	run: async ({ values, api }) => resultsOf(await api.send(ownRequest(values, EXAMPLE))),
});
