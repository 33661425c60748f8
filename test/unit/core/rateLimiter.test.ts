import * as fc from 'fast-check';
import { QuotaExceeded, RateLimiter, RateLimiters } from '../../../core/rateLimiter';
import { SimulatedTime } from './simulatedTime';

const RATE = { perSecond: 10, burst: 2 };

describe('a rate limiter', () => {
	it('lets requests go in order of arrival, as fast as the limit allows', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.record({
					perSecond: fc.integer({ min: 1, max: 100 }),
					burst: fc.integer({ min: 1, max: 20 }),
				}),
				fc.integer({ min: 1, max: 40 }),
				async (rate, count) => {
					const time = new SimulatedTime();
					const limiter = new RateLimiter(rate, time);
					const order: number[] = [];
					const admit = async (n: number) => {
						await limiter.acquire();
						order.push(n);
						limiter.done();
						return time.now();
					};
					const numbers = Array.from({ length: count }, (_, n) => n);
					const times = await time.run(Promise.all(numbers.map(admit)));
					expect(order).toEqual(numbers);
					const needed = (Math.max(0, count - rate.burst) / rate.perSecond) * 1000;
					expect(times.at(-1)).toBeGreaterThanOrEqual(needed - 1e-6);
					// Timers have whole milliseconds. A bucket of one cannot make up for their delay.
					const late = rate.burst === 1 ? count : 1;
					expect(times.at(-1)).toBeLessThanOrEqual(Math.ceil(needed) + late);
				},
			),
			{ numRuns: 50 },
		);
	});

	it('holds queued requests during a pause, then sends them one by one', async () => {
		const time = new SimulatedTime();
		const limiter = new RateLimiter(RATE, time);
		await limiter.acquire();
		await limiter.acquire();
		const waiting = Promise.all(
			[1, 2, 3].map(async () => {
				await limiter.acquire();
				limiter.done();
				return time.now();
			}),
		);
		limiter.rejected(5000, 60_000);
		const times = await time.run(waiting);
		expect(times[0]).toBeGreaterThanOrEqual(5000);
		expect(Number(times[2]) - Number(times[0])).toBeGreaterThanOrEqual(200);
	});

	it('subtracts the requests in flight from the server’s remaining count', async () => {
		const time = new SimulatedTime();
		const limiter = new RateLimiter({ perSecond: 1, burst: 10 }, time);
		for (let n = 0; n < 4; n++) await limiter.acquire();
		// Three more are in flight, and the server has not counted them yet.
		limiter.accepted(4);
		await limiter.acquire();
		expect(time.now()).toBe(0);
		await time.run(limiter.acquire());
		expect(time.now()).toBeGreaterThanOrEqual(1000);
	});

	it('fails fast while a long limit is used up, and resumes when it is raised', async () => {
		const time = new SimulatedTime();
		const limiter = new RateLimiter(RATE, time);
		await limiter.acquire();
		limiter.rejected(36_000_000, 120_000);
		const rejection: unknown = await limiter.acquire().catch((error: unknown) => error);
		expect(rejection).toBeInstanceOf(QuotaExceeded);
		expect((rejection as QuotaExceeded).waitMs).toBe(36_000_000);
		await time.run(time.sleep(60_000));
		await limiter.acquire();
		limiter.accepted(undefined);
		await limiter.acquire();
		expect(time.now()).toBe(60_000);
	});

	it('lets the others continue when a queued request is cancelled', async () => {
		const time = new SimulatedTime();
		const limiter = new RateLimiter({ perSecond: 10, burst: 1 }, time);
		await limiter.acquire();
		const cancel = new AbortController();
		const head = limiter.acquire();
		const middle = limiter.acquire(cancel.signal);
		const last = limiter.acquire();
		cancel.abort();
		await expect(middle).rejects.toThrow('stopped');
		await time.run(Promise.all([head, last]));
		expect(time.now()).toBe(200);
	});

	it('passes the turn on when its holder is cancelled', async () => {
		const time = new SimulatedTime();
		const limiter = new RateLimiter({ perSecond: 10, burst: 1 }, time);
		await limiter.acquire();
		const cancel = new AbortController();
		const head = limiter.acquire(cancel.signal);
		const next = limiter.acquire();
		await new Promise((resolve) => setImmediate(resolve));
		cancel.abort();
		await expect(head).rejects.toThrow('stopped');
		await time.run(next);
		expect(time.now()).toBeLessThanOrEqual(101);
	});
});

describe('the rate limiters of a process', () => {
	const slow = { perSecond: 0.001, burst: 1 };

	it('exist once per key, with the latest figures', async () => {
		const time = new SimulatedTime();
		const limiters = new RateLimiters(time);
		expect(limiters.of('a', slow)).toBe(limiters.of('a', slow));
		expect(limiters.of('a', slow)).not.toBe(limiters.of('b', slow));
		await limiters.of('a', slow).acquire();
		await time.run(limiters.of('a', { perSecond: 10, burst: 1 }).acquire());
		expect(time.now()).toBe(100);
	});

	it('are bounded by those in use, and only idle ones are evicted', async () => {
		const time = new SimulatedTime();
		const busy = new RateLimiters(time);
		const first = busy.of('key 0', slow);
		for (let n = 0; n < 300; n++) await busy.of(`key ${n}`, slow).acquire();
		expect(busy.of('key 0', slow)).toBe(first);
		const idle = new RateLimiters(time);
		for (let n = 0; n < 1000; n++) idle.of(`key ${n}`, slow);
		expect(idle.size).toBeLessThanOrEqual(200);
	});
});
