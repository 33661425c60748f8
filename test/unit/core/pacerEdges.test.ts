import { QuotaExceeded, RateLimiter, RateLimiters, TokenBucket } from '../../../core/rateLimiter';
import { SimulatedTime } from './simulatedTime';

const RATE = { perSecond: 1, burst: 2 };

/** A pacer with this many requests under way, and its time. */
async function underWay(requests: number, rate = RATE) {
	const time = new SimulatedTime();
	const pacer = new RateLimiter(rate, time);
	for (let n = 0; n < requests; n++) await time.run(pacer.admit());
	return { time, pacer, pass: async (ms: number) => await time.run(time.sleep(ms)) };
}

describe('a pacer', () => {
	it('says how long a limit is used up yet, not how long it was at first', async () => {
		const { pacer, pass } = await underWay(1);
		pacer.refused(300_000, 60_000);
		await pass(10_000);
		const refusal: unknown = await pacer.admit().catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(QuotaExceeded);
		expect(refusal).toMatchObject({
			waitMs: 290_000,
			message: 'The limit of requests is used up',
		});
	});

	it('waits as long as anybody would, and no longer', async () => {
		const { time, pacer } = await underWay(1);
		pacer.refused(60_000, 60_000);
		await time.run(pacer.admit());
		expect(time.now()).toBeGreaterThanOrEqual(60_000);
		pacer.refused(60_001, 60_000);
		await expect(pacer.admit()).rejects.toThrow(QuotaExceeded);
	});

	it.each<[string, (pacer: RateLimiter) => void]>([
		['ended without a word', (pacer) => pacer.done()],
		['were let through', (pacer) => pacer.accepted(undefined)],
	])('is idle once all of its requests %s and its tokens have come back', async (_, end) => {
		const { pacer, pass } = await underWay(2);
		await pass(10_000);
		expect(pacer.isIdle()).toBe(false);
		end(pacer);
		expect(pacer.isIdle()).toBe(false);
		end(pacer);
		expect(pacer.isIdle()).toBe(true);
	});

	it('is not idle while its bucket is filling up', async () => {
		const { pacer, pass } = await underWay(1);
		pacer.done();
		expect(pacer.isIdle()).toBe(false);
		await pass(1000);
		expect(pacer.isIdle()).toBe(true);
	});

	it('is not idle while a limit is used up, and is again when a request was let through', async () => {
		const { time, pacer, pass } = await underWay(1);
		pacer.refused(300_000, 60_000);
		await pass(61_000);
		expect(pacer.isIdle()).toBe(false);
		await time.run(pacer.admit());
		pacer.accepted(undefined);
		await pass(10_000);
		expect(pacer.isIdle()).toBe(true);
	});

	it('counts a refused request as ended', async () => {
		const { pacer, pass } = await underWay(1);
		pacer.refused(1000, 60_000);
		for (let n = 0; n < 100; n++) {
			await pass(2000);
			await pacer.admit();
			pacer.accepted(undefined);
		}
		await pass(10_000);
		expect(pacer.isIdle()).toBe(true);
	});
});

describe('the pacers of all keys', () => {
	it('are left alone up to 200, and idle ones are thrown away when there is one more', () => {
		const pacers = new RateLimiters(new SimulatedTime());
		for (let n = 0; n < 200; n++) pacers.of(`key ${n}`, RATE);
		expect(pacers.size).toBe(200);
		pacers.of('one more', RATE);
		expect(pacers.size).toBe(1);
	});
});

describe('a token bucket', () => {
	it('gives no burst after a pause, also when it was full before', () => {
		const bucket = new TokenBucket({ perSecond: 1, burst: 5 });
		bucket.refused(0, 1000);
		expect(bucket.waitTime(1000)).toBe(0);
		bucket.take(1000);
		expect(bucket.waitTime(1000)).toBeGreaterThan(0);
	});

	it('is not full while it is paused, whatever was let through meanwhile', () => {
		const bucket = new TokenBucket({ perSecond: 1, burst: 1 });
		bucket.refused(0, 1000);
		for (let n = 0; n < 200; n++) bucket.accepted(0);
		expect([bucket.isFull(999), bucket.isFull(1000)]).toEqual([false, true]);
	});

	it('keeps what is left of a pause when the clock is set back', () => {
		const bucket = new TokenBucket({ perSecond: 1, burst: 1 });
		bucket.refused(10_000, 500);
		expect(bucket.waitTime(9000)).toBe(500);
	});
});
