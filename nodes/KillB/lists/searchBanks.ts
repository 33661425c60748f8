import { nodeError } from '../../shared/errors/failure';
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { currentValue } from '../../shared/fields/listSearches';
import { BENEFICIARY_RAILS } from '../data/beneficiary';
import { RAILS } from '../data/accounts';
import type { Input, Rail } from '../data/accounts/rail';
import { entriesOf, wholeList } from './killBList';

/** The inputs that choose a rail, and their rails. */
const SELECTORS: ReadonlyArray<[string, Readonly<Record<string, Rail>>]> = [
	['accountType', RAILS],
	['beneficiaryType', BENEFICIARY_RAILS],
];

/** The searchable list of banks in the form's country (killb.md 5). */
export const searchBanks = wholeList({
	path: '/api/v2/banks',
	prepare: (context) => ({
		query: { countryCode: requiredCountry(context) },
		...entriesOf('banks'),
	}),
	shown: ({ tradeName, companyName, code }) => ({
		id: code,
		words: [tradeName || companyName || 'Bank'],
		alsoFoundBy: [companyName],
	}),
	withId: true,
	otherMode: 'By Code',
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
		'Fill in Account Country first, because banks are listed by country. If it comes from an expression, choose By Code to enter the bank directly.',
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
		if (given === undefined) return presetOf(input);
		return currentValue(context, name);
	}
	return undefined;
}

function presetOf({ property }: Input): string | undefined {
	const { value } = property.default as { value: string };
	return value || undefined;
}
