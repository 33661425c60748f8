import * as fc from 'fast-check';
import { duration } from '../../../core/time';

describe('a duration in words', () => {
	it.each([
		[0, '0 seconds'],
		[499, '0 seconds'],
		[500, '1 second'],
		[1499, '1 second'],
		[12_000, '12 seconds'],
		[59_600, '1 minute'],
		[60_000, '1 minute'],
		[61_000, '1 minute 1 second'],
		[3_599_499, '59 minutes 59 seconds'],
		[3_600_000, '1 hour'],
		[3_605_000, '1 hour 5 seconds'],
		[7_500_000, '2 hours 5 minutes'],
		[7_512_000, '2 hours 5 minutes'],
		[90_000_000, '25 hours'],
	])('of %d milliseconds is "%s"', (milliseconds, words) => {
		expect(duration(milliseconds)).toBe(words);
	});

	it('has at most two units and is accurate to the smaller one', () => {
		const UNITS: Record<string, number> = { hour: 3_600_000, minute: 60_000, second: 1000 };
		fc.assert(
			fc.property(fc.nat(1e9), (milliseconds) => {
				const parts = [...duration(milliseconds).matchAll(/(\d+) (hour|minute|second)s?/g)];
				const told = parts.reduce(
					(sum, [, n, unit = '']) => sum + Number(n) * (UNITS[unit] ?? 0),
					0,
				);
				expect(parts.length).toBeLessThanOrEqual(2);
				expect(Math.abs(told - milliseconds)).toBeLessThanOrEqual(
					milliseconds < 3.6e6 ? 500 : 60_000,
				);
			}),
		);
	});
});
