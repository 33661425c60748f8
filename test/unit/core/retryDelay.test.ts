import * as fc from 'fast-check';
import { delayBeforeRetry } from '../../../core/retry';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
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
					const delay = delayBeforeRetry(policy, made, undefined, 0, () => random);
					expect(delay !== undefined).toBe(made < maximumAttempts);
				},
			),
		);
	});

	it('doubles from half a second to 15 seconds, half of it random', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), chance, (made, random) => {
				const delay = delayBeforeRetry(patient, made, undefined, 0, () => random) ?? NaN;
				const full = Math.min(15_000, 500 * 2 ** (made - 1));
				expect(delay).toBeGreaterThanOrEqual(full / 2);
				expect(delay).toBeLessThanOrEqual(full);
				expect(delay).toBeCloseTo((full / 2) * (1 + random), 6);
			}),
		);
	});

	it('is at least the requested wait, plus up to a second at random', () => {
		fc.assert(
			fc.property(fc.nat(1e7), chance, (requested, random) => {
				const delay = delayBeforeRetry(patient, 1, requested, 0, () => random) ?? NaN;
				expect(delay).toBeGreaterThanOrEqual(requested);
				expect(delay).toBeLessThanOrEqual(requested + 1000);
			}),
		);
	});

	it('spreads requests that were rejected together', () => {
		const delays = [0, 0.25, 0.5, 0.75].map((random) =>
			delayBeforeRetry(patient, 1, 10_000, 0, () => random),
		);
		expect(delays).toEqual([10_000, 10_250, 10_500, 10_750]);
	});

	it('allows no attempt after the policy’s time', () => {
		const policy = { maximumAttempts: 6, maximumWaitMs: 120_000 };
		fc.assert(
			fc.property(fc.nat(300_000), fc.nat(300_000), chance, (requested, elapsed, random) => {
				const delay = delayBeforeRetry(policy, 1, requested, elapsed, () => random);
				expect(delay !== undefined).toBe(elapsed + requested <= 120_000);
			}),
		);
	});

	it('counts against the policy’s time', () => {
		const policy = { maximumAttempts: 6, maximumWaitMs: 1000 };
		expect(delayBeforeRetry(policy, 1, undefined, 750, () => 0)).toBe(250);
		expect(delayBeforeRetry(policy, 2, undefined, 750, () => 0)).toBeUndefined();
	});
});
