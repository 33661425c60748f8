import { described, type Field, type Label, locator } from '../../shared/operation';

/** The codes of ISO 3166-1 alpha-2, as in iso3166.tab of the tz database 2025b. */
const CODES =
	'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ ' +
	'BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM ' +
	'DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS ' +
	'GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN ' +
	'KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ ' +
	'MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM ' +
	'PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV ' +
	'SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI ' +
	'VN VU WF WS YE YT ZA ZM ZW';

export const COUNTRY_CODES: readonly string[] = CODES.split(' ');

const english = new Intl.DisplayNames(['en'], { type: 'region' });

/** Returns a country as the list shows it, e.g. `Mexico (MX)`. */
export function countryName(code: string): string {
	return `${english.of(code) ?? code} (${code})`;
}

/**
 * Returns a field for a country, from a searchable list or by its code. KillB's samples have the
 * two letters of ISO 3166-1, but it documents no list of countries (killb.md 1), so every code is
 * sent.
 * @param preset the code of the country that is chosen at first
 */
export function country(label: Label, preset = ''): Field<string> {
	const field = locator({
		...label,
		search: 'searchCountries',
		by: 'code',
		idPlaceholder: 'e.g. MX',
	});
	const chosen = { mode: 'list', value: preset };
	const named = preset === '' ? chosen : { ...chosen, cachedResultName: countryName(preset) };
	return {
		...described({ default: named }, field),
		// A country that an expression does not return is left out where it is optional, like a text.
		alwaysCounts: false,
		read: (raw, name) => {
			const code = field.read(raw, name);
			return /^[a-z]{2}$/i.test(code) ? code.toUpperCase() : code;
		},
	};
}
