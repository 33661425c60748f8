import { type ILoadOptionsFunctions, NodeOperationError } from 'n8n-workflow';
import { currentValue } from '../../shared/fields/listSearches';
import { BENEFICIARY_RAILS } from '../data/beneficiary';
import { RAILS } from '../data/accounts';
import type { Rail } from '../data/accounts/rail';
import { wholeSearch } from './wholeSearch';

/** The inputs that choose a rail, and the rails that they offer. */
const SELECTORS: ReadonlyArray<[string, Readonly<Record<string, Rail>>]> = [
	['accountType', RAILS],
	['beneficiaryType', BENEFICIARY_RAILS],
];

/** The searchable list of the banks of the country that the form names (killb.md 5). */
export const searchBanks = wholeSearch({
	path: '/api/v2/banks',
	resource: 'banks',
	query: (context) => ({ countryCode: requiredCountry(context) }),
	shown: ({ tradeName, companyName, code }) => {
		if (typeof code !== 'string' && typeof code !== 'number') return undefined;
		return { name: `${String(tradeName || companyName || 'Bank')} (${code})`, value: String(code) };
	},
});

/** @throws NodeOperationError while the country is not filled in */
function requiredCountry(context: ILoadOptionsFunctions): string {
	const country = currentCountry(context);
	if (country !== undefined) return country;
	throw new NodeOperationError(
		context.getNode(),
		'Fill in the Country Code first: banks are listed by country',
		{
			description:
				'Where the country comes from an expression, choose "By Code" and give the code of the bank.',
		},
	);
}

/**
 * The country of the form; of a form that does not ask for it, such as that of a change, the
 * country of the rail.
 */
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
