import { DateTime } from 'luxon';
import { datesAsText } from '../../../nodes/shared/fields/field';
import { day, text } from '../../../nodes/shared/fields/fields';

const bogota = () => 'America/Bogota';
const birthday = day({ displayName: 'Date of Birth' });
const read = (raw: unknown) => birthday.read(datesAsText(raw, bogota), 'Date of Birth');

describe('a calendar day', () => {
	it.each<[string, unknown, string]>([
		["midnight in the workflow's zone", new Date('1992-01-31T05:00:00Z'), '1992-01-31'],
		['the last moment of a day there', new Date('1992-02-01T04:59:59.999Z'), '1992-01-31'],
		['a time before 1900', new Date('1899-12-31T12:00:00Z'), '1899-12-31'],
		[
			'a DateTime in its own zone',
			DateTime.fromISO('1992-01-31T00:00', { zone: 'Asia/Tokyo' }),
			'1992-01-31',
		],
		['text with a time', '1992-01-31T23:59:59Z', '1992-01-31'],
		['a leap day', '1992-02-29', '1992-02-29'],
	])('is right for %s', (_, raw, expected) => {
		expect(read(raw)).toBe(expected);
	});

	it.each(['1992-02-31', '1993-02-29', '2026-04-31', '1992-06-31T00:00:00'])(
		'is refused for %s, which does not exist',
		(raw) => {
			expect(() => read(raw)).toThrow(
				`Date of Birth is ${raw.slice(0, 10)}, which does not exist: that month has fewer days`,
			);
		},
	);

	it.each(['1992-13-01', '1992-01-315', '31/01/1992', new Date(NaN), DateTime.invalid('none')])(
		'is refused for %s',
		(raw) => {
			expect(() => read(raw)).toThrow(/^Date of Birth must be a date such as 1992-01-31/);
		},
	);
});

describe('a text', () => {
	const reference = text({ displayName: 'Reference' });
	const readText = (raw: unknown) => reference.read(datesAsText(raw, bogota), 'Reference');

	it('is ISO 8601 for a Date and for a DateTime', () => {
		expect(readText(new Date('2026-01-02T03:04:05.006Z'))).toBe('2026-01-01T22:04:05.006-05:00');
		const now = DateTime.fromISO('2026-01-02T03:04:05.006', { zone: 'America/Bogota' });
		expect(readText(now)).toBe('2026-01-02T03:04:05.006-05:00');
	});

	it('is refused for a date that is none', () => {
		expect(() => readText(new Date(NaN))).toThrow(/^Reference must be text/);
	});
});

it('dates become text at any depth of a form, and nothing else changes', () => {
	const file = { data: 'x', mimeType: 'text/plain', size: 1 };
	expect(
		datesAsText({ rows: [{ on: new Date(0) }], file, none: null, missing: undefined }, () => 'UTC'),
	).toEqual({
		rows: [{ on: '1970-01-01T00:00:00.000+00:00' }],
		file,
		none: null,
		missing: undefined,
	});
});

it('an object that contains itself does not hang', () => {
	const endless: Record<string, unknown> = {};
	endless.self = endless;
	expect(datesAsText(endless, bogota)).toBeDefined();
});
