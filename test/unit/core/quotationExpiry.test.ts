import * as fc from 'fast-check';
import { expiryTime, serverTime } from '../../../core/killb/quotationExpiry';

describe('expiryTime', () => {
	it.each([
		['milliseconds, as the pages of KillB show it', 1704657630000, 1704657630000],
		['seconds, as its specification shows it', 1745368688, 1745368688000],
		['text in milliseconds', '1704657630000', 1704657630000],
		['text in seconds', ' 1745368688 ', 1745368688000],
		['seconds with a fraction', 1745368688.25, 1745368688250],
		['an ISO date', '2026-04-23T00:38:08.439Z', Date.UTC(2026, 3, 23, 0, 38, 8, 439)],
		['the largest number of seconds', 99_999_999_999, 99_999_999_999_000],
		['the smallest number of milliseconds', 100_000_000_000, 100_000_000_000],
	])('reads %s', (_, given, expected) => {
		expect(expiryTime(given)).toBe(expected);
	});

	it.each([
		undefined,
		null,
		0,
		-1,
		NaN,
		Infinity,
		'',
		'soon',
		'-5',
		'2026-13-45T00:00:00Z',
		'soon 5',
		'soon 2026-04-23T00:38:08Z',
		'-002026-04-23T00:38:08Z',
		true,
		{},
		[1745368688],
	])('rejects %p', (given) => {
		expect(expiryTime(given)).toBeUndefined();
	});

	it('reads every moment from 2001 to 2100 the same in both units', () => {
		const from = Date.UTC(2001, 0) / 1000;
		const to = Date.UTC(2100, 0) / 1000;
		fc.assert(
			fc.property(fc.integer({ min: from, max: to }), fc.boolean(), (seconds, asText) => {
				const written = (value: number) => (asText ? String(value) : value);
				expect(expiryTime(written(seconds))).toBe(seconds * 1000);
				expect(expiryTime(written(seconds * 1000))).toBe(seconds * 1000);
			}),
		);
	});
});

describe('serverTime', () => {
	it('is the Date header of the response', () => {
		expect(serverTime('Sun, 22 Nov 2026 02:05:59 GMT', 1)).toBe(Date.UTC(2026, 10, 22, 2, 5, 59));
	});

	it.each([undefined, '', 'yesterday'])('is this machine’s time if the header is %p', (date) => {
		expect(serverTime(date, 1_700_000_000_000)).toBe(1_700_000_000_000);
	});
});
