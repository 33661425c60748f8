import * as fc from 'fast-check';
import { TokenBucket } from '../../../core/rateLimiter';

const rates = fc.record({
	perSecond: fc.integer({ min: 1, max: 500 }),
	burst: fc.integer({ min: 1, max: 200 }),
});

/** Times in milliseconds at which requests arrive, never going back. */
const times = fc
	.array(fc.oneof(fc.constant(0), fc.nat(30), fc.nat(5000)), { minLength: 1, maxLength: 300 })
	.map((gaps) => gaps.map((_, index) => gaps.slice(0, index + 1).reduce((a, b) => a + b, 0)));

/**
 * The times at which requests are sent that wait as long as the bucket says, one after the other.
 */
function sendAll(bucket: TokenBucket, requested: number[]): number[] {
	let last = -Infinity;
	return requested.map((time) => {
		const now = Math.max(time, last);
		last = now + bucket.waitTime(now);
		bucket.take(last);
		return last;
	});
}

describe('TokenBucket', () => {
	it('lets at most burst + rate × t requests through in any time span', () => {
		fc.assert(
			fc.property(rates, times, (rate, requested) => {
				const sent = sendAll(new TokenBucket(rate), requested);
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

	it('delays no request longer than the limit requires', () => {
		fc.assert(
			fc.property(rates, times, (rate, requested) => {
				const sent = sendAll(new TokenBucket(rate), requested);
				sent.forEach((time, index) => {
					if (time === requested[index]) return;
					// A millisecond sooner, it would have exceeded the limit in some span that ends with it.
					const isNeeded = sent.slice(0, index + 1).some((from, first) => {
						const seconds = (time - 1 - from) / 1000;
						return index - first + 1 > rate.burst + rate.perSecond * seconds + 1e-6;
					});
					expect(isNeeded).toBe(true);
				});
			}),
		);
	});

	it('never lets more through, whatever the server says', () => {
		const said = fc.oneof(
			fc.record({ kind: fc.constant('accepted' as const), remaining: fc.option(fc.nat(300)) }),
			fc.record({ kind: fc.constant('refused' as const), pause: fc.nat(5000) }),
		);
		fc.assert(
			fc.property(rates, fc.array(said, { minLength: 1, maxLength: 100 }), (rate, answers) => {
				const bucket = new TokenBucket(rate);
				let now = 0;
				const sent = answers.map((answer) => {
					now += bucket.waitTime(now);
					bucket.take(now);
					if (answer.kind === 'accepted') bucket.accepted(now, answer.remaining ?? undefined);
					else bucket.rejected(now, answer.pause);
					return now;
				});
				sent.forEach((time, index) => {
					const seconds = (time - Number(sent[0])) / 1000;
					expect(index + 1).toBeLessThanOrEqual(rate.burst + rate.perSecond * seconds + 1e-6);
				});
			}),
		);
	});

	it('lets the burst through immediately, then one at a time at the rate', () => {
		const bucket = new TokenBucket({ perSecond: 50, burst: 3 });
		expect(sendAll(bucket, [0, 0, 0, 0, 0])).toEqual([0, 0, 0, 20, 40]);
		expect(bucket.waitTime(40)).toBe(20);
		expect(bucket.waitTime(10_000)).toBe(0);
	});

	it('is neither blocked nor refilled when the clock is set back', () => {
		const bucket = new TokenBucket({ perSecond: 10, burst: 1 });
		bucket.take(3_600_000);
		expect(bucket.waitTime(0)).toBe(100);
		expect(bucket.waitTime(100)).toBe(0);
		bucket.rejected(3_600_000, 1000);
		expect(bucket.waitTime(0)).toBeLessThanOrEqual(1000);
	});

	it('believes the server if it would let fewer through, but not more', () => {
		const bucket = new TokenBucket({ perSecond: 1, burst: 20 });
		bucket.take(0);
		bucket.accepted(0, 5);
		expect(sendAll(bucket, [0, 0, 0, 0, 0, 0])).toEqual([0, 0, 0, 0, 0, 1000]);
		bucket.accepted(1000, 500);
		expect(bucket.waitTime(1000)).toBe(1000);
		bucket.accepted(1000, -3);
		expect(bucket.waitTime(1000)).toBe(1000);
	});

	it('sends nothing while the server requests a pause, and starts without a burst after it', () => {
		const bucket = new TokenBucket({ perSecond: 10, burst: 20 });
		bucket.rejected(0, 5000);
		expect(bucket.waitTime(0)).toBe(5000);
		expect(bucket.pauseLeft(2000)).toBe(3000);
		bucket.rejected(4000, 500);
		expect(bucket.waitTime(4000)).toBe(1000);
		expect(bucket.pauseLeft(5001)).toBe(0);
	});

	it('slows down after rejections, because others share the limit, and recovers', () => {
		const gap = (bucket: TokenBucket, now: number) => {
			bucket.take(now);
			return bucket.waitTime(now);
		};
		const bucket = new TokenBucket({ perSecond: 10, burst: 1 });
		expect(gap(bucket, 0)).toBe(100);
		bucket.rejected(1000, 0);
		bucket.take(10_000);
		expect(bucket.waitTime(10_000)).toBeCloseTo(100 / 0.7);
		for (let n = 0; n < 60; n++) bucket.accepted(10_000);
		expect(bucket.waitTime(10_000)).toBeCloseTo(100);
		for (let n = 0; n < 100; n++) bucket.rejected(20_000 + n, 0);
		bucket.take(100_000);
		expect(bucket.waitTime(100_000)).toBeCloseTo(102_400);
	});

	it('recovers immediately while the server says that others use little of the limit', () => {
		const bucket = new TokenBucket({ perSecond: 1, burst: 20 });
		for (let n = 0; n < 100; n++) bucket.rejected(n, 0);
		for (let n = 0; n < 20; n++) bucket.accepted(1000, 10);
		expect(bucket.isFull(30_000)).toBe(true);
		for (let n = 0; n < 100; n++) bucket.rejected(30_000 + n, 0);
		for (let n = 0; n < 20; n++) bucket.accepted(31_000, 9);
		expect(bucket.isFull(90_000)).toBe(false);
	});

	it('regains half of its rate with each request that leaves much room', () => {
		const bucket = new TokenBucket({ perSecond: 10, burst: 2 });
		for (let n = 0; n < 10; n++) bucket.rejected(n, 0);
		const gap = (now: number) => {
			bucket.take(now);
			bucket.take(now);
			return bucket.waitTime(now);
		};
		const slow = gap(1_000_000);
		expect(slow).toBeCloseTo(100 / 0.7 ** 10);
		bucket.accepted(2_000_000, 2);
		expect(gap(2_000_000)).toBeCloseTo(slow / 1.5);
	});

	it('counts rejections that arrive together as one', () => {
		const bucket = new TokenBucket({ perSecond: 10, burst: 1 });
		for (let n = 0; n < 10; n++) bucket.rejected(0, 1000);
		bucket.take(10_000);
		expect(bucket.waitTime(10_000)).toBeCloseTo(100 / 0.7);
	});

	it('is equivalent to a new one when it is full and not slowed down', () => {
		const bucket = new TokenBucket({ perSecond: 10, burst: 2 });
		expect(bucket.isFull(0)).toBe(true);
		bucket.take(0);
		expect(bucket.isFull(99)).toBe(false);
		expect(bucket.isFull(100)).toBe(true);
		bucket.rejected(1000, 100);
		expect(bucket.isFull(60_000)).toBe(false);
	});

	it('adopts new limits immediately, without a second burst', () => {
		const bucket = new TokenBucket({ perSecond: 1, burst: 2 });
		sendAll(bucket, [0, 0]);
		bucket.setRate({ perSecond: 10, burst: 5 }, 0);
		expect(sendAll(bucket, [0, 0, 0, 0])).toEqual([0, 0, 0, 100]);
		bucket.setRate({ perSecond: 10, burst: 1 }, 10_000);
		expect(sendAll(bucket, [10_000, 10_000])).toEqual([10_000, 10_100]);
	});
});

/** Simulated processes for two servers against one bucket at the server. */
describe('several processes with one key', () => {
	it.each([2, 4, 8, 16, 32, 64])(
		'%i of them settle at the limit without a storm of rejections',
		(count) => {
			const rate = { perSecond: 50, burst: 80 };
			const server = new TokenBucket({ perSecond: 50, burst: 100 });
			const clients = Array.from({ length: count }, () => ({
				bucket: new TokenBucket(rate),
				next: 0,
			}));
			let [accepted, rejected] = [0, 0];
			for (let now = 0; now < 120_000; now++) {
				// Each starts with a burst, and learns of the others by its rejections.
				if (now === 60_000) [accepted, rejected] = [0, 0];
				for (const client of clients) {
					if (client.next > now) continue;
					const wait = client.bucket.waitTime(now);
					if (wait > 0) {
						client.next = now + Math.ceil(wait);
						continue;
					}
					client.bucket.take(now);
					if (server.waitTime(now) === 0) {
						server.take(now);
						accepted++;
						client.bucket.accepted(now);
					} else {
						rejected++;
						client.bucket.rejected(now, 1000);
					}
					client.next = now + 1;
				}
			}
			expect(rejected / (accepted + rejected)).toBeLessThan(0.25);
			// The limit allows 3,100 in a minute.
			expect(accepted).toBeGreaterThan(1500);
		},
	);
});
