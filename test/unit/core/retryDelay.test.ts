import * as fc from 'fast-check';
import { delayBeforeRetry, type FailedAttempt } from '../../../core/retry';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
/** A first attempt that an outage ended. */
const first: FailedAttempt = { made: 1, reason: 'outage', retryAfterMs: undefined, elapsedMs: 0 };
const patient = { maximumAttempts: 1000, maximumWaitMs: Number.MAX_SAFE_INTEGER };

describe('the delay before a retry', () => {
	it('exists for as many attempts as the policy allows, including the first', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 50 }),
				fc.integer({ min: 1, max: 50 }),
				chance,
				(maximumAttempts, made, random) => {
					const policy = { ...patient, maximumAttempts };
					const delay = delayBeforeRetry(policy, { ...first, made }, () => random);
					expect(delay !== undefined).toBe(made < maximumAttempts);
				},
			),
		);
	});

	it('doubles from half a second to 15 seconds, half of it random', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), chance, (made, random) => {
				const delay = delayBeforeRetry(patient, { ...first, made }, () => random) ?? NaN;
				const full = Math.min(15_000, 500 * 2 ** (made - 1));
				expect(delay).toBeGreaterThanOrEqual(full / 2);
				expect(delay).toBeLessThanOrEqual(full);
				expect(delay).toBeCloseTo((full / 2) * (1 + random), 6);
			}),
		);
	});

	it('is a tenth of a second at most after a first broken connection, and only then', () => {
		const broken: FailedAttempt = { ...first, reason: 'connection' };
		const shortest = (failed: FailedAttempt) => delayBeforeRetry(patient, failed, () => 0);
		expect(shortest(broken)).toBe(50);
		expect(delayBeforeRetry(patient, broken, () => 1)).toBe(100);
		expect(shortest({ ...broken, made: 2 })).toBe(500);
		expect(shortest({ ...broken, retryAfterMs: 3000 })).toBe(3000);
	});

	it('is at least the requested wait, plus up to a second at random', () => {
		fc.assert(
			fc.property(fc.nat(1e7), chance, (requested, random) => {
				const delay =
					delayBeforeRetry(patient, { ...first, retryAfterMs: requested }, () => random) ?? NaN;
				expect(delay).toBeGreaterThanOrEqual(requested);
				expect(delay).toBeLessThanOrEqual(requested + 1000);
			}),
		);
	});

	it('spreads requests that were rejected together', () => {
		const delays = [0, 0.25, 0.5, 0.75].map((random) =>
			delayBeforeRetry(patient, { ...first, retryAfterMs: 10_000 }, () => random),
		);
		expect(delays).toEqual([10_000, 10_250, 10_500, 10_750]);
	});

	it('allows no attempt after the policy’s time', () => {
		const policy = { maximumAttempts: 6, maximumWaitMs: 120_000 };
		fc.assert(
			fc.property(fc.nat(300_000), fc.nat(300_000), chance, (requested, elapsed, random) => {
				const failed = { ...first, retryAfterMs: requested, elapsedMs: elapsed };
				const delay = delayBeforeRetry(policy, failed, () => random);
				expect(delay !== undefined).toBe(elapsed + requested <= 120_000);
			}),
		);
	});

	it('counts against the policy’s time', () => {
		const policy = { maximumAttempts: 6, maximumWaitMs: 1000 };
		const late = { ...first, elapsedMs: 750 };
		expect(delayBeforeRetry(policy, late, () => 0)).toBe(250);
		expect(delayBeforeRetry(policy, { ...late, made: 2 }, () => 0)).toBeUndefined();
	});
});
