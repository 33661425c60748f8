import { QuotaExceeded, RateLimiter, RateLimiters, TokenBucket } from '../../../core/rateLimiter';
import { SimulatedTime } from './simulatedTime';

const RATE = { perSecond: 1, burst: 2 };

/** A rate limiter with this many requests in flight, and its clock. */
async function underWay(requests: number, rate = RATE) {
	const time = new SimulatedTime();
	const limiter = new RateLimiter(rate, time);
	for (let n = 0; n < requests; n++) await time.run(limiter.acquire());
	return { time, limiter, pass: async (ms: number) => await time.run(time.sleep(ms)) };
}

describe('a rate limiter at its edges', () => {
	it('reports the remaining time of a used-up limit, not the original one', async () => {
		const { limiter, pass } = await underWay(1);
		limiter.rejected(300_000, 60_000);
		await pass(10_000);
		const rejection: unknown = await limiter.acquire().catch((error: unknown) => error);
		expect(rejection).toBeInstanceOf(QuotaExceeded);
		expect(rejection).toMatchObject({
			waitMs: 290_000,
			message: 'The rate limit is used up',
		});
	});

	it('waits exactly as long as allowed', async () => {
		const { time, limiter } = await underWay(1);
		limiter.rejected(60_000, 60_000);
		await time.run(limiter.acquire());
		expect(time.now()).toBeGreaterThanOrEqual(60_000);
		limiter.rejected(60_001, 60_000);
		await expect(limiter.acquire()).rejects.toThrow(QuotaExceeded);
	});

	it.each<[string, (limiter: RateLimiter) => void]>([
		['ended without a word', (limiter) => limiter.done()],
		['were let through', (limiter) => limiter.accepted(undefined)],
	])('is idle once all of its requests %s and its tokens are back', async (_, end) => {
		const { limiter, pass } = await underWay(2);
		await pass(10_000);
		expect(limiter.isIdle()).toBe(false);
		end(limiter);
		expect(limiter.isIdle()).toBe(false);
		end(limiter);
		expect(limiter.isIdle()).toBe(true);
	});

	it('is not idle while its bucket refills', async () => {
		const { limiter, pass } = await underWay(1);
		limiter.done();
		expect(limiter.isIdle()).toBe(false);
		await pass(1000);
		expect(limiter.isIdle()).toBe(true);
	});

	it('is not idle while a limit is used up, and is again after a request succeeded', async () => {
		const { time, limiter, pass } = await underWay(1);
		limiter.rejected(300_000, 60_000);
		await pass(61_000);
		expect(limiter.isIdle()).toBe(false);
		await time.run(limiter.acquire());
		limiter.accepted(undefined);
		await pass(10_000);
		expect(limiter.isIdle()).toBe(true);
	});

	it('counts a rejected request as ended', async () => {
		const { limiter, pass } = await underWay(1);
		limiter.rejected(1000, 60_000);
		for (let n = 0; n < 100; n++) {
			await pass(2000);
			await limiter.acquire();
			limiter.accepted(undefined);
		}
		await pass(10_000);
		expect(limiter.isIdle()).toBe(true);
	});
});

describe('the rate limiters of all keys', () => {
	it('are kept up to 200; above that, idle ones are evicted', () => {
		const limiters = new RateLimiters(new SimulatedTime());
		for (let n = 0; n < 200; n++) limiters.of(`key ${n}`, RATE);
		expect(limiters.size).toBe(200);
		limiters.of('one more', RATE);
		expect(limiters.size).toBe(1);
	});
});

describe('a token bucket', () => {
	it('gives no burst after a pause, even if it was full before', () => {
		const bucket = new TokenBucket({ perSecond: 1, burst: 5 });
		bucket.rejected(0, 1000);
		expect(bucket.waitTime(1000)).toBe(0);
		bucket.take(1000);
		expect(bucket.waitTime(1000)).toBeGreaterThan(0);
	});

	it('is not full while paused, whatever was sent meanwhile', () => {
		const bucket = new TokenBucket({ perSecond: 1, burst: 1 });
		bucket.rejected(0, 1000);
		for (let n = 0; n < 200; n++) bucket.accepted(0);
		expect([bucket.isFull(999), bucket.isFull(1000)]).toEqual([false, true]);
	});

	it('keeps the rest of a pause when the clock is set back', () => {
		const bucket = new TokenBucket({ perSecond: 1, burst: 1 });
		bucket.rejected(10_000, 500);
		expect(bucket.waitTime(9000)).toBe(500);
	});
});
