import * as fc from 'fast-check';
import { Attempts } from '../../../core/retry';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const patient = { maximumAttempts: 1000, maximumWaitMs: Number.MAX_SAFE_INTEGER };

describe('the budget of one request', () => {
	it('allows as many tries as it says, the first included', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 50 }), chance, (maximumAttempts, random) => {
				const attempts = new Attempts({ ...patient, maximumAttempts }, () => random);
				for (let n = 1; n < maximumAttempts; n++) {
					expect(attempts.next(undefined, 0)).toBeDefined();
					expect(attempts.count).toBe(n + 1);
				}
				expect(attempts.next(undefined, 0)).toBeUndefined();
				expect(attempts.count).toBe(maximumAttempts);
			}),
		);
	});

	it('doubles the wait from half a second to 15 seconds, of which half is chance', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), chance, (tries, random) => {
				const attempts = new Attempts(patient, () => random);
				const waits = Array.from({ length: tries }, () => attempts.next(undefined, 0) ?? NaN);
				waits.forEach((wait, n) => {
					const full = Math.min(15_000, 500 * 2 ** n);
					expect(wait).toBeGreaterThanOrEqual(full / 2);
					expect(wait).toBeLessThanOrEqual(full);
					expect(wait).toBeCloseTo((full / 2) * (1 + random), 6);
				});
			}),
		);
	});

	it('waits at least as long as the server asks, and up to a second more by chance', () => {
		fc.assert(
			fc.property(fc.nat(1e7), chance, (asked, random) => {
				const wait = new Attempts(patient, () => random).next(asked, 0) ?? NaN;
				expect(wait).toBeGreaterThanOrEqual(asked);
				expect(wait).toBeLessThanOrEqual(asked + 1000);
			}),
		);
	});

	it('spreads those who were refused together', () => {
		const waits = [0, 0.25, 0.5, 0.75].map((random) =>
			new Attempts(patient, () => random).next(10_000, 0),
		);
		expect(waits).toEqual([10_000, 10_250, 10_500, 10_750]);
	});

	it('begins no try after its time, and does not count the one that it refuses', () => {
		fc.assert(
			fc.property(fc.nat(300_000), fc.nat(300_000), chance, (asked, elapsed, random) => {
				const attempts = new Attempts({ maximumAttempts: 6, maximumWaitMs: 120_000 }, () => random);
				const wait = attempts.next(asked, elapsed);
				expect(wait !== undefined).toBe(elapsed + asked <= 120_000);
				expect(attempts.count).toBe(wait === undefined ? 1 : 2);
			}),
		);
	});

	it('counts its own waits against its time as well', () => {
		const attempts = new Attempts({ maximumAttempts: 6, maximumWaitMs: 1000 }, () => 0);
		expect(attempts.next(undefined, 750)).toBe(250);
		expect(attempts.next(undefined, 750)).toBeUndefined();
	});
});
