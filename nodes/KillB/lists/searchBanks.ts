import {
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';
import { currentValue } from '../../shared/fields/listSearches';
import { listIn } from '../../shared/operation/results';
import { killBClient } from '../service';
import { BENEFICIARY_RAILS } from '../data/beneficiary';
import { RAILS } from '../data/accounts';
import type { Rail } from '../data/accounts/rail';

/** The inputs that choose a rail, and the rails that they offer. */
const SELECTORS: ReadonlyArray<[string, Readonly<Record<string, Rail>>]> = [
	['accountType', RAILS],
	['beneficiaryType', BENEFICIARY_RAILS],
];

/**
 * The searchable list of the banks of the country that the form names. KillB gives all banks of a country at once.
 * @throws NodeOperationError while the country is not filled in
 */
export async function searchBanks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const countryCode = currentCountry(this);
	if (countryCode === undefined) {
		throw new NodeOperationError(
			this.getNode(),
			'Fill in the Country Code first: banks are listed by country',
			{
				description:
					'Where the country comes from an expression, choose "By Code" and give the code of the bank.',
			},
		);
	}
	const { body } = await killBClient(this, 0).send({
		method: 'GET',
		path: '/api/v2/banks',
		query: { countryCode },
		repeatable: true,
	});
	const wanted = (filter ?? '').trim().toLowerCase();
	return {
		results: listIn(body, 'banks')
			.filter(({ code }) => typeof code === 'string' || typeof code === 'number')
			.map((bank) => ({ name: label(bank), value: String(bank.code) }))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}

/** The country of the form; of a form that does not ask for it, such as that of a change, the country of the rail. */
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

function label({ tradeName, companyName, code }: IDataObject): string {
	return `${String(tradeName || companyName || 'Bank')} (${String(code)})`;
}
