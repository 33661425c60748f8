import { operation, ownRequest, ownRequestFields, resultsOf } from '../../../shared/operation';

const EXAMPLE = '/v1/products/42';

/**
 * For what the vendor adds later. It signs any request below the API root, and nothing outside it.
 */
export const send = operation({
	name: 'Send',
	action: 'Send API request',
	description: 'Send a signed request of your own, for what this node has no operation for',
	endpoint: 'ANY /*',
	idempotent: true,
	// Whether the endpoint honours the key is not known, as the endpoint is the user's own choice.
	repeatable: false,
	fields: ownRequestFields({
		displayName: 'Path',
		description: 'The path below the API root, as the reference of the API names it',
		placeholder: `e.g. ${EXAMPLE}`,
	}),
	run: async ({ values, api, key }) => {
		const request = ownRequest(values, EXAMPLE);
		const headers = key === undefined ? {} : { headers: { 'Idempotency-Key': key } };
		return resultsOf(await api.send({ ...request, ...headers }));
	},
});
