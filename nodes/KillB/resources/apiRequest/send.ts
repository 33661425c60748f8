import { operation, ownRequest, ownRequestFields, resultsOf } from '../../../shared/operation';

const EXAMPLE = '/api/v2/users';

/**
 * Any API request. Sign-up, two-factor and password flows (killb.md 2.4) need a user at a screen,
 * so they have no operation of their own.
 */
export const send = operation({
	name: 'Send',
	action: 'Send API request',
	description:
		'Send a request of your own, for what this node has no operation for: sign-up, invitations, two-factor and password changes are meant for a person at a screen, and reachable here only',
	endpoint: 'ANY /*',
	repeatable: false,
	fields: ownRequestFields({
		displayName: 'Path',
		description: 'The path with /api/v2 before it, as the reference of the API names it',
		placeholder: `e.g. ${EXAMPLE}`,
	}),
	run: async ({ values, api }) => resultsOf(await api.send(ownRequest(values, EXAMPLE))),
});
