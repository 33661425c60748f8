import { nodeError } from '../../shared/errors/failure';
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { currentValue } from '../../shared/fields/listSearches';
import { BENEFICIARY_RAILS } from '../data/beneficiary';
import { RAILS } from '../data/accounts';
import type { Rail } from '../data/accounts/rail';
import { wholeSearch } from './wholeSearch';

/** The inputs that choose a rail, and their rails. */
const SELECTORS: ReadonlyArray<[string, Readonly<Record<string, Rail>>]> = [
	['accountType', RAILS],
	['beneficiaryType', BENEFICIARY_RAILS],
];

/** The searchable list of banks in the form's country (killb.md 5). */
export const searchBanks = wholeSearch({
	path: '/api/v2/banks',
	resource: 'banks',
	query: (context) => ({ countryCode: requiredCountry(context) }),
	shown: ({ tradeName, companyName, code }) => ({
		id: code,
		words: [tradeName || companyName || 'Bank'],
	}),
});

/**
 * Returns the country.
 * @throws NodeOperationError while it is not filled in
 */
function requiredCountry(context: ILoadOptionsFunctions): string {
	const country = currentCountry(context);
	if (country !== undefined) return country;
	throw nodeError(
		context.getNode(),
		'CHOICES_MISSING',
		'Fill in the Country Code first: banks are listed by country',
		'Where the country comes from an expression, choose "By Code" and give the code of the bank.',
	);
}

/** Returns the form's country; for a form without one, such as a change, the rail's country. */
function currentCountry(context: ILoadOptionsFunctions): string | undefined {
	for (const [selector, rails] of SELECTORS) {
		const choice = currentValue(context, selector) ?? '';
		const rail = Object.hasOwn(rails, choice) ? rails[choice] : undefined;
		const [name, input] = Object.entries(rail?.country ?? {})[0] ?? [];
		if (name === undefined || input === undefined) continue;
		const given = context.getCurrentNodeParameter(name) as unknown;
		if (given === undefined) return String(input.property.default) || undefined;
		return currentValue(context, name);
	}
	return undefined;
}
