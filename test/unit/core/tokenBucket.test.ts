import * as fc from 'fast-check';
import { TokenBucket } from '../../../core/pacing/tokenBucket';
import { TokenBuckets } from '../../../core/pacing/tokenBuckets';

const rates = fc.record({
	perSecond: fc.integer({ min: 1, max: 500 }),
	burst: fc.integer({ min: 1, max: 200 }),
});

/** Times in milliseconds at which requests are asked for, never going back. */
const times = fc
	.array(fc.oneof(fc.constant(0), fc.nat(30), fc.nat(5000)), { minLength: 1, maxLength: 300 })
	.map((gaps) => gaps.map((_, index) => gaps.slice(0, index + 1).reduce((a, b) => a + b, 0)));

describe('TokenBucket', () => {
	it('lets at most burst + rate × t requests through in any span of time', () => {
		fc.assert(
			fc.property(rates, times, (rate, asked) => {
				const bucket = new TokenBucket(rate);
				const sent = asked.map((now) => now + bucket.take(now));
				for (let from = 0; from < sent.length; from++) {
					for (let to = from; to < sent.length; to++) {
						const seconds = (Number(sent[to]) - Number(sent[from])) / 1000;
						const allowed = rate.burst + rate.perSecond * seconds;
						if (to - from + 1 > allowed + 1e-6) {
							throw new Error(
								`${to - from + 1} requests in ${seconds} s, and ${allowed} are allowed`,
							);
						}
					}
				}
			}),
		);
	});

	it('makes nobody wait longer than the limit needs, and serves those who wait in order', () => {
		fc.assert(
			fc.property(rates, times, (rate, asked) => {
				const bucket = new TokenBucket(rate);
				const sent = asked.map((now) => now + bucket.take(now));
				expect(sent).toEqual([...sent].sort((a, b) => a - b));
				sent.forEach((time, index) => {
					if (time === asked[index]) return;
					// Sent a millisecond sooner, it would have been one too many in some span that ends with it.
					const isNeeded = sent.slice(0, index + 1).some((from, first) => {
						const seconds = (time - 1 - from) / 1000;
						return index - first + 1 > rate.burst + rate.perSecond * seconds + 1e-6;
					});
					expect(isNeeded).toBe(true);
				});
			}),
		);
	});

	it('lets the burst through at once, then one at a time at the rate', () => {
		const bucket = new TokenBucket({ perSecond: 50, burst: 3 });
		expect([0, 0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([0, 0, 0, 20, 40]);
		expect(bucket.take(40)).toBe(20);
		expect(bucket.take(10_000)).toBe(0);
	});

	it('is not blocked by a clock that is set back, and gives nothing for it', () => {
		const bucket = new TokenBucket({ perSecond: 10, burst: 1 });
		expect(bucket.take(3_600_000)).toBe(0);
		expect(bucket.take(0)).toBe(100);
		expect(bucket.take(200)).toBe(0);
	});
});

describe('TokenBuckets', () => {
	it('keeps keys apart', () => {
		const buckets = new TokenBuckets({ perSecond: 10, burst: 1 });
		expect(['a', 'b', 'a', 'b'].map((key) => buckets.take(key, 0))).toEqual([0, 0, 100, 100]);
	});

	it('keeps no more buckets than are in use, and forgets none that is not full', () => {
		const buckets = new TokenBuckets({ perSecond: 1, burst: 1 });
		for (let n = 0; n < 1000; n++) buckets.take(`credential ${n}`, n * 1000);
		expect(buckets.size).toBeLessThanOrEqual(200);
		const busy = new TokenBuckets({ perSecond: 0.001, burst: 1 });
		for (let n = 0; n < 300; n++) busy.take(`credential ${n}`, 0);
		expect(busy.take('credential 0', 0)).toBe(1_000_000);
	});
});
