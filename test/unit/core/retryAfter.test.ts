import * as fc from 'fast-check';
import { retryDelay } from '../../../core/http/headers';

/**
 * Unix times in whole seconds, as milliseconds, of the years 2020 to 2090: an HTTP date has no
 * finer resolution.
 */
const moments = fc.integer({ min: 1_577_836_800, max: 3_786_912_000 }).map((s) => s * 1000);
const waits = fc.integer({ min: 0, max: 864_000 }).map((s) => s * 1000);
const httpDate = (time: number) => new Date(time).toUTCString();

/** A date as of RFC 850, with a two-digit year. */
function rfc850(time: number): string {
	const [, day, month, year, clock] =
		/^\w+, (\d\d) (\w+) \d\d(\d\d) (\S+) GMT$/.exec(httpDate(time)) ?? [];
	const weekday = new Date(time).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
	return `${weekday}, ${day}-${month}-${year} ${clock} GMT`;
}

/** The format of C's asctime(), which names no zone. */
function asctime(time: number): string {
	const [, weekday, day, month, year, clock] =
		/^(\w+), (\d\d) (\w+) (\d{4}) (\S+) GMT$/.exec(httpDate(time)) ?? [];
	return `${weekday} ${month} ${day?.replace(/^0/, ' ')} ${clock} ${year}`;
}

describe('the wait requested by a server', () => {
	it('is read from Retry-After in seconds, regardless of clocks', () => {
		fc.assert(
			fc.property(fc.nat(999_999_999), moments, moments, (seconds, now, serverNow) => {
				const headers = { 'retry-after': String(seconds), date: httpDate(serverNow) };
				expect(retryDelay(headers, now)).toBe(seconds * 1000);
			}),
		);
	});

	it.each([
		['an HTTP date', httpDate],
		['an ISO date', (time: number) => new Date(time).toISOString()],
		['a date as of RFC 850', rfc850],
		['a date as of asctime', asctime],
	])('is read from Retry-After as %s by the server’s clock, not this machine’s', (_, form) => {
		// RFC 850 leaves the century open: its years are the current ones.
		const thisCentury = moments.filter((time) => time < 2_400_000_000_000);
		fc.assert(
			fc.property(thisCentury, thisCentury, waits, (now, serverNow, wait) => {
				const headers = { 'retry-after': form(serverNow + wait), date: httpDate(serverNow) };
				expect(retryDelay(headers, now)).toBe(wait);
			}),
		);
	});

	it('is measured by this machine’s clock if the response has no readable Date', () => {
		for (const date of [undefined, '', 'today', '0']) {
			const headers = {
				'retry-after': httpDate(1_700_000_060_000),
				...(date === undefined ? {} : { date }),
			};
			expect(retryDelay(headers, 1_700_000_000_000)).toBe(60_000);
		}
	});

	it.each(['retry-after', 'x-ratelimit-reset'])(
		'is read from %s as seconds or milliseconds since 1970, by the server’s clock',
		(name) => {
			fc.assert(
				fc.property(moments, moments, waits, fc.boolean(), (now, serverNow, wait, inSeconds) => {
					const reset = serverNow + wait;
					const headers = {
						[name]: String(inSeconds ? reset / 1000 : reset),
						date: httpDate(serverNow),
					};
					expect(retryDelay(headers, now)).toBe(wait);
				}),
			);
		},
	);

	it('is read from X-RateLimit-Reset as a number of seconds, with or without a fraction', () => {
		expect(retryDelay({ 'x-ratelimit-reset': '37' }, 0)).toBe(37_000);
		expect(retryDelay({ 'x-ratelimit-reset': ' 0.25 ' }, 0)).toBe(250);
		expect(retryDelay({ 'x-ratelimit-reset': '999999999' }, 0)).toBe(999_999_999_000);
	});

	it('prefers Retry-After, and falls back to X-RateLimit-Reset if that is unreadable', () => {
		expect(retryDelay({ 'retry-after': '5', 'x-ratelimit-reset': '9' }, 0)).toBe(5000);
		expect(retryDelay({ 'retry-after': 'soon', 'x-ratelimit-reset': '9' }, 0)).toBe(9000);
	});

	it('is undefined for a past time', () => {
		const headers = { date: httpDate(1_700_000_000_000) };
		expect(retryDelay({ ...headers, 'retry-after': httpDate(0) }, 0)).toBe(0);
		expect(retryDelay({ ...headers, 'x-ratelimit-reset': '1600000000' }, 0)).toBe(0);
	});

	it.each([
		'',
		' ',
		'-5',
		'+5',
		'1e3',
		'0x10',
		'5 s',
		'soon',
		'NaN',
		'Infinity',
		'١٢',
		'5,5',
		'.5',
		'foo 5',
		'in 2099',
		'Mar 5',
		'Wed, 21 Oct 2026',
		'Wed, 99 Oct 2026 07:28:00 GMT',
		'2026-10-21',
		'2026-10-21T07:28:00',
		'99999999999999999999',
	])('is unknown for %j', (text) => {
		expect(retryDelay({ 'retry-after': text }, 1_700_000_000_000)).toBeUndefined();
		expect(retryDelay({ 'x-ratelimit-reset': text }, 1_700_000_000_000)).toBeUndefined();
	});

	it('is never negative and always ends at a valid date, whatever the headers are', () => {
		const digits = fc.stringMatching(/^[0-9.:, -]{0,24}$/);
		const value = fc.oneof(fc.string(), digits, moments.map(httpDate), fc.constant(undefined));
		fc.assert(
			fc.property(value, value, value, moments, (retryAfter, reset, date, now) => {
				const given = { 'retry-after': retryAfter, 'x-ratelimit-reset': reset, date };
				const headers = Object.fromEntries(
					Object.entries(given).filter(
						(entry): entry is [string, string] => entry[1] !== undefined,
					),
				);
				const wait = retryDelay(headers, now);
				if (wait === undefined) return;
				expect(wait).toBeGreaterThanOrEqual(0);
				expect(new Date(now + wait).getTime()).not.toBeNaN();
			}),
			{ numRuns: 500 },
		);
	});
});
