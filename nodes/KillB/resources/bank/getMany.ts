import { limited, listFields, listIn, operation } from '../../../shared/operation';
import { country } from '../../data/countries';

/**
 * GET /api/v2/banks: all banks of a country at once. The answer is one bank in the specification,
 * but a list in the documentation and the SDK (killb.md 5); both are supported.
 */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many banks',
	description: 'Get many banks of a country, with the codes that accounts need',
	endpoint: 'GET /api/v2/banks',
	fields: {
		countryCode: country({
			displayName: 'Country',
			description: 'The country of the banks, from the list or by its two-letter code',
		}),
		...listFields,
	},
	query: ({ countryCode }) => ({ countryCode }),
	results: ({ body }, values) => limited(listIn(body, 'banks'), values),
});
