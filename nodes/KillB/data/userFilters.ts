import { text } from '../../shared/operation';
import { companyBasics, companyDetails } from './company';
import { personBasics, personDetails } from './person';

const {
	tradeName,
	legalStructure,
	description,
	establishedOn,
	mainOwnerUser,
	ownerUsers,
	naics,
	naicsDescription,
} = companyDetails;

/**
 * Every documented filter of GET /users (killb.md 3.3) except `type`, which has its own input.
 * There is none for the status; it is not documented whether they match parts of a text.
 */
export const userFilters = {
	id: text({ displayName: 'User ID' }),
	externalId: text({ displayName: 'External ID', description: 'Your own ID for the user' }),
	customerId: text({ displayName: 'Customer ID' }),
	...personBasics,
	middleName: personDetails.middleName,
	...companyBasics,
	tradeName,
	legalStructure,
	description,
	establishedOn,
	mainOwnerUser,
	ownerUsers,
	naics,
	naicsDescription,
};
