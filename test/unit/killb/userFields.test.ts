import { addressMembers } from '../../../nodes/KillB/data/address';
import { companyBasics, companyChanges, companyDetails } from '../../../nodes/KillB/data/company';
import { companyDocument } from '../../../nodes/KillB/data/companyDocument';
import { personBasics, personChanges, personDetails } from '../../../nodes/KillB/data/person';
import { personDocument } from '../../../nodes/KillB/data/personDocument';
import { userFilters } from '../../../nodes/KillB/data/userFilters';
import { userType } from '../../../nodes/KillB/data/userType';
import { user } from '../../../nodes/KillB/resources/user';
import { WORDS_IN_PLACE_OF_USER_ID } from '../../../nodes/KillB/locators';
import type { Fields } from '../../../nodes/shared/fields/field';
import { required } from '../../../nodes/shared/fields/fields';
import { allRequired, documented, documentedEndpoints, documentedQuery, formShape } from './facts';

/** Every choice of a form, at any depth. */
function optionsIn(value: unknown): Array<{ name: string; value: string }> {
	if (typeof value !== 'object' || value === null) return [];
	const { name, value: content } = value as { name?: unknown; value?: unknown };
	if (typeof name === 'string' && typeof content === 'string') return [{ name, value: content }];
	return Object.values(value).flatMap(optionsIn);
}

describe('the tables of user fields', () => {
	it('have exactly the documented members, types and enums of a new person', () => {
		const fields: Fields = {
			...allRequired(personBasics),
			...personDetails,
			address: required(personChanges.address),
			document: required(personDocument),
		};
		expect(formShape(fields)).toEqual(documented('CreatePersonUserDto'));
	});

	it('have exactly the documented members, types and enums of a new company', () => {
		const fields: Fields = {
			...allRequired(companyBasics),
			...companyDetails,
			address: required(companyChanges.address),
			document: required(companyDocument),
		};
		expect(formShape(fields)).toEqual(documented('CreateCompanyUserDto'));
	});

	it('have exactly the documented members of an update', () => {
		expect(formShape(personChanges)).toEqual(documented('UpdatePersonUserDto'));
		expect(formShape(companyChanges)).toEqual(documented('UpdateCompanyUserDto'));
	});

	it('have exactly the documented members of an address', () => {
		expect(formShape(addressMembers)).toEqual(documented('AddressDto'));
	});

	it('have exactly the documented filters, except for the type and paging', () => {
		const filters = documentedQuery('GET', '/api/v2/users');
		for (const name of ['type', 'limit?', 'page?']) {
			expect(filters).toHaveProperty([name]);
			delete filters[name];
		}
		// A filter is documented as a text; the same member of a company is one of a list.
		expect(filters['legalStructure?']).toBe('string');
		filters['legalStructure?'] = documented('CreateCompanyUserDto')['legalStructure?'] ?? '';
		expect(formShape(userFilters)).toEqual(filters);
	});

	it('show a birthday without a time', () => {
		expect(personBasics.dateOfBirth.property.typeOptions).toEqual({ dateOnly: true });
	});

	it('know the documented types of users', () => {
		expect(formShape({ type: required(userType) })).toEqual({
			type: documented('CreateUserDto').type,
		});
	});

	it('give every choice its own readable name', () => {
		const all = optionsIn([personChanges, companyChanges, userType]);
		expect(all.length).toBeGreaterThan(100);
		expect(all.filter(({ name }) => name.trim() === '' || name.includes('_'))).toEqual([]);
	});

	it('belong to operations on documented endpoints', () => {
		const endpoints = Object.values(user.operations).map(({ endpoint }) =>
			endpoint.replace('{userId}', '{id}'),
		);
		expect(endpoints.length).toBeGreaterThan(0);
		for (const endpoint of endpoints) expect(documentedEndpoints).toContain(endpoint);
	});

	it('reject as a user ID every word that another endpoint has in that place', () => {
		const words = documentedEndpoints
			.map((endpoint) => / \/api\/v2\/users\/([^/{]+)/.exec(endpoint)?.[1])
			.filter((word) => word !== undefined);
		expect(new Set(words)).toEqual(new Set(WORDS_IN_PLACE_OF_USER_ID));
	});
});
