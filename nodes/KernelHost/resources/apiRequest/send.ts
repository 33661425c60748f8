import {
	operation,
	ownRequest,
	ownRequestComparisons,
	ownRequestFields,
	resultsOf,
} from '../../../shared/operation';

const EXAMPLE = '/v1/products/42';

/**
 * For endpoints without an operation. It signs any request below the API root, and nothing outside
 * it.
 */
export const send = operation({
	name: 'Send',
	action: 'Send API request',
	description: 'Send a signed request to an endpoint that this node has no operation for',
	endpoint: 'ANY /*',
	idempotent: true,
	// The user chooses the endpoint, so it is unknown whether it honours the key.
	repeatable: false,
	compare: ownRequestComparisons,
	fields: ownRequestFields({
		displayName: 'Path',
		description: 'Path below the API root, as in the API reference',
		placeholder: `e.g. ${EXAMPLE}`,
	}),
	run: async ({ values, api, key }) => {
		const request = ownRequest(values, EXAMPLE);
		const headers = key === undefined ? {} : { headers: { 'Idempotency-Key': key } };
		return resultsOf(await api.send({ ...request, ...headers }));
	},
});
