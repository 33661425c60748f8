import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { instantOf, isoIn } from '../../../core/time';

const zones = [
	'UTC',
	'America/New_York',
	'America/Bogota',
	'Europe/Berlin',
	'Asia/Kolkata',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Pacific/Chatham',
];
const instants = fc.integer({
	min: Date.UTC(2015, 0, 1) / 1000,
	max: Date.UTC(2036, 0, 1) / 1000,
});

it('reads a time of n8n’s date input in the workflow’s time zone, as Luxon does', () => {
	fc.assert(
		fc.property(instants, fc.constantFrom(...zones), (seconds, zone) => {
			const shown = DateTime.fromSeconds(seconds, { zone });
			const text = shown.toFormat("yyyy-MM-dd'T'HH:mm:ss");
			const possible = shown.getPossibleOffsets().map((moment) => moment.toMillis());
			expect(instantOf(text, zone)).toBe(Math.min(...possible));
		}),
		{ numRuns: 3000 },
	);
});

it('reads a time with its own offset the same in every workflow', () => {
	fc.assert(
		fc.property(instants, fc.constantFrom(...zones), (seconds, zone) => {
			const millis = seconds * 1000 + 7;
			const iso = DateTime.fromMillis(millis, { zone }).toISO();
			expect(instantOf(iso, 'Asia/Tokyo')).toBe(millis);
			expect(instantOf(new Date(millis), 'Asia/Tokyo')).toBe(millis);
			expect(instantOf(DateTime.fromMillis(millis, { zone }), 'Asia/Tokyo')).toBe(millis);
		}),
		{ numRuns: 1000 },
	);
});

it.each([
	// Clocks go forward from 2:00 to 3:00: the time does not exist.
	['2026-03-08T02:30:00', 'America/New_York', '2026-03-08T06:30:00.000Z'],
	// Clocks go back from 2:00 to 1:00: the time exists twice.
	['2026-11-01T01:30:00', 'America/New_York', '2026-11-01T05:30:00.000Z'],
	// Hours before and after the clocks change, the other offset gives another time.
	['2026-03-08T00:30:00', 'America/New_York', '2026-03-08T05:30:00.000Z'],
	['2026-03-08T12:00:00', 'America/New_York', '2026-03-08T16:00:00.000Z'],
	['2026-10-31T12:00:00', 'America/New_York', '2026-10-31T16:00:00.000Z'],
	['2026-11-01T12:00:00', 'America/New_York', '2026-11-01T17:00:00.000Z'],
	[' 2026-01-02T18:00Z ', 'America/New_York', '2026-01-02T18:00:00.000Z'],
	['2026-01-02T18:00.5', 'UTC', '2026-01-02T18:00:00.500Z'],
	['2026-01-02T18:00:00.123999999', 'UTC', '2026-01-02T18:00:00.123Z'],
	['2026-01-02', 'America/New_York', '2026-01-02T05:00:00.000Z'],
	['2026-01-02 18:00', 'UTC', '2026-01-02T18:00:00.000Z'],
	['2024-02-29T00:00:00', 'UTC', '2024-02-29T00:00:00.000Z'],
	['2026-01-02T18:00:00.25+0530', 'UTC', '2026-01-02T12:30:00.250Z'],
])('%j in %s is %s', (text, zone, expected) => {
	expect(new Date(instantOf(text, zone)).toISOString()).toBe(expected);
});

it('uses the process’s zone if the workflow’s zone is unknown', () => {
	const here = new Date(2026, 0, 2, 18).getTime();
	for (const zone of [undefined, '', 'DEFAULT', 'Mars/Olympus']) {
		expect(instantOf('2026-01-02T18:00:00', zone)).toBe(here);
	}
});

it.each([
	'',
	' ',
	'soon',
	'soon 2099',
	'2099',
	'1',
	'01/02/2099',
	'2099-13-01',
	'2099-02-29',
	'2099-04-31T00:00:00',
	'2099-01-01T24:30:00',
	'2099-01-01T25:00',
	'2099-01-01T00:60',
	'2099-01-01T00:00:00 or so',
	'+292278994-08-17',
	undefined,
	null,
	{},
	[],
	true,
	4e12,
	NaN,
])('rejects %j', (value) => {
	expect(instantOf(value, 'UTC')).toBeNaN();
});

it("is the reverse of writing a moment in a zone, in the form of n8n's own dates", () => {
	fc.assert(
		fc.property(
			// Before 1972 offsets had seconds.
			fc.date({ min: new Date('1972-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
			fc.constantFrom(...zones),
			(date, zone) => {
				const text = isoIn(date.getTime(), zone);
				expect(text).toBe(
					DateTime.fromJSDate(date, { zone })
						.toISO({ suppressMilliseconds: false })
						?.replace(/Z$/, '+00:00'),
				);
				expect(instantOf(text)).toBe(date.getTime());
			},
		),
	);
});
