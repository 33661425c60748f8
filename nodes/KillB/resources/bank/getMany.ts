import { limited, listFields, listIn, operation, requiredText } from '../../../shared/operation';

/**
 * GET /api/v2/banks: all banks of a country at once. The answer is one bank in the specification,
 * but a list in the documentation and the SDK (killb.md 5); both are supported.
 */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many banks',
	description: 'List the banks of a country, with the codes that accounts need',
	endpoint: 'GET /api/v2/banks',
	fields: {
		countryCode: requiredText({
			displayName: 'Country Code',
			description: 'The country of the banks, by its code of two letters',
			placeholder: 'e.g. CO',
		}),
		...listFields,
	},
	query: ({ countryCode }) => ({ countryCode }),
	results: ({ body }, values) => limited(listIn(body, 'banks'), values),
});
