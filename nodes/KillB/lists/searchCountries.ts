import type { INodeListSearchResult } from 'n8n-workflow';
import { plain } from '../../shared/fields/searchableList';
import { COUNTRY_CODES, countryName } from '../data/countries';

/** The users' second language: a search for "Alemania" finds Germany. */
const spanish = new Intl.DisplayNames(['es'], { type: 'region' });

const COUNTRIES = COUNTRY_CODES.map((value) => ({ name: countryName(value), value })).sort((a, b) =>
	a.name.localeCompare(b.name, 'en'),
);

/** The searchable list of countries, which needs no request. An exact code comes first. */
export async function searchCountries(filter = ''): Promise<INodeListSearchResult> {
	const wanted = plain(filter.trim());
	const found = COUNTRIES.filter(({ name, value }) =>
		plain(`${name} ${spanish.of(value)}`).includes(wanted),
	);
	const isExact = ({ value }: { value: string }) => plain(value) === wanted;
	return await Promise.resolve({
		results: [...found.filter(isExact), ...found.filter((country) => !isExact(country))],
	});
}
