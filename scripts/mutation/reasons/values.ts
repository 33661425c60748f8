import type { Reason } from '../report';
import { NO_DATE, SHORTCUT, UTF8, inFile } from './inFile';

const SUSPECT = 'const SUSPECT = /(?:^|[\\s:,[])-?(?:[\\d.]{16}|[\\d.]+[eE][+-]?\\d{3})/;';

/** Survivors in amounts, keys, lists and times. */
export const VALUES: readonly Reason[] = [
	...inFile('core/idempotency/key.ts', [
		["return `auto.${createHash('sha256').update(parts, 'utf8').digest('hex')}`;", '""', UTF8],
	]),
	...inFile('core/idempotency/reference.ts', [
		["return createHash('sha256').update(text, 'utf8').digest('hex');", '""', UTF8],
	]),
	...inFile('core/json/exactNumbers.ts', [
		[SUSPECT, '/(?:^|[\\s:,[])-?(?:[\\d.]|[\\d.]+[eE][+-]?\\d{3})/', SHORTCUT],
		[SUSPECT, '/(?:^|[\\s:,[])-?(?:[\\d.]{16}|[\\d.]+[eE][+-]?\\d)/', SHORTCUT],
		['if (!SUSPECT.test(json)) return json;', 'false', SHORTCUT],
		['if (!SUSPECT.test(json)) return undefined;', 'false', SHORTCUT],
		[
			"if (token.startsWith('\"')) return false;",
			"token.endsWith('\"')",
			'A token that begins with a quotation mark ends with one, and no other does.',
		],
	]),
	...inFile('core/money/decimal.ts', [
		[
			'return units === 0n ? 0 : units < 0n ? -1 : 1;',
			'units <= 0n',
			'Zero was answered before it comes to this.',
		],
		[
			'return written({ units: units < 0n ? -units : units, scale });',
			'units <= 0n',
			'Zero is its own negative.',
		],
		[
			"const [, sign = '', whole = '', fraction = ''] = plain;",
			'"Stryker was here!"',
			'Of the three groups only the fraction may be missing from a match.',
		],
		['return scale >= 0', 'scale > 0', 'A scale of 0 is multiplied by 10 to the power of 0.'],
	]),
	...inFile('core/paging/lenient.ts', [
		[
			'if (!isObject(body)) return [];',
			'["Stryker was here"]',
			'A text has no member of any of the names that are looked for.',
		],
	]),
	...inFile('core/time/instant.ts', [
		["const parts = DATE_TIME.exec(String(value ?? '').trim());", '"Stryker was here!"', NO_DATE],
		[
			"const [, date = '', minutes = '00:00', seconds = ':00', fraction = '', zone] = parts;",
			'"Stryker was here!"',
			'The date is in every match.',
		],
		[
			'const wall = Date.parse(`${date}T${minutes}${seconds}${fraction.slice(0, 4)}Z`);',
			'fraction',
			'V8 too cuts a second off after its thousandths; the standard leaves it open.',
		],
	]),
];
