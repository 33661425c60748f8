import * as fc from 'fast-check';
import { QuotaExceeded, RateLimiter, RateLimiters } from '../../../core/rateLimiter';
import { SimulatedTime } from './simulatedTime';

const RATE = { perSecond: 10, burst: 2 };

describe('a pacer', () => {
	it('lets requests go in the order in which they asked, as fast as the limit allows', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.record({
					perSecond: fc.integer({ min: 1, max: 100 }),
					burst: fc.integer({ min: 1, max: 20 }),
				}),
				fc.integer({ min: 1, max: 40 }),
				async (rate, count) => {
					const time = new SimulatedTime();
					const pacer = new RateLimiter(rate, time);
					const order: number[] = [];
					const admit = async (n: number) => {
						await pacer.admit();
						order.push(n);
						pacer.done();
						return time.now();
					};
					const numbers = Array.from({ length: count }, (_, n) => n);
					const times = await time.run(Promise.all(numbers.map(admit)));
					expect(order).toEqual(numbers);
					const needed = (Math.max(0, count - rate.burst) / rate.perSecond) * 1000;
					expect(times.at(-1)).toBeGreaterThanOrEqual(needed - 1e-6);
					// Timers have whole milliseconds. A bucket of one has no room for what they are late.
					const late = rate.burst === 1 ? count : 1;
					expect(times.at(-1)).toBeLessThanOrEqual(Math.ceil(needed) + late);
				},
			),
			{ numRuns: 50 },
		);
	});

	it('holds up those who wait already when the server asks for a pause, and lets them go one by one after it', async () => {
		const time = new SimulatedTime();
		const pacer = new RateLimiter(RATE, time);
		await pacer.admit();
		await pacer.admit();
		const waiting = Promise.all(
			[1, 2, 3].map(async () => {
				await pacer.admit();
				pacer.done();
				return time.now();
			}),
		);
		pacer.refused(5000, 60_000);
		const times = await time.run(waiting);
		expect(times[0]).toBeGreaterThanOrEqual(5000);
		expect(Number(times[2]) - Number(times[0])).toBeGreaterThanOrEqual(200);
	});

	it('takes off what is under way from what the server says is left', async () => {
		const time = new SimulatedTime();
		const pacer = new RateLimiter({ perSecond: 1, burst: 10 }, time);
		for (let n = 0; n < 4; n++) await pacer.admit();
		// Three more are on their way, and the server did not count them yet.
		pacer.accepted(4);
		await pacer.admit();
		expect(time.now()).toBe(0);
		await time.run(pacer.admit());
		expect(time.now()).toBeGreaterThanOrEqual(1000);
	});

	it('fails at once while a limit is used up for long, asks again after a minute, and goes on when it is raised', async () => {
		const time = new SimulatedTime();
		const pacer = new RateLimiter(RATE, time);
		await pacer.admit();
		pacer.refused(36_000_000, 120_000);
		const refusal: unknown = await pacer.admit().catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(QuotaExceeded);
		expect((refusal as QuotaExceeded).waitMs).toBe(36_000_000);
		await time.run(time.sleep(60_000));
		await pacer.admit();
		pacer.accepted(undefined);
		await pacer.admit();
		expect(time.now()).toBe(60_000);
	});

	it('lets the others go on when one that waits in the line is cancelled', async () => {
		const time = new SimulatedTime();
		const pacer = new RateLimiter({ perSecond: 10, burst: 1 }, time);
		await pacer.admit();
		const cancel = new AbortController();
		const head = pacer.admit();
		const middle = pacer.admit(cancel.signal);
		const last = pacer.admit();
		cancel.abort();
		await expect(middle).rejects.toThrow('stopped');
		await time.run(Promise.all([head, last]));
		expect(time.now()).toBe(200);
	});

	it('gives the turn on when the one whose turn it is is cancelled', async () => {
		const time = new SimulatedTime();
		const pacer = new RateLimiter({ perSecond: 10, burst: 1 }, time);
		await pacer.admit();
		const cancel = new AbortController();
		const head = pacer.admit(cancel.signal);
		const next = pacer.admit();
		await new Promise((resolve) => setImmediate(resolve));
		cancel.abort();
		await expect(head).rejects.toThrow('stopped');
		await time.run(next);
		expect(time.now()).toBeLessThanOrEqual(101);
	});
});

describe('the pacers of a process', () => {
	const slow = { perSecond: 0.001, burst: 1 };

	it('are one for each key, with the figures that came last', async () => {
		const time = new SimulatedTime();
		const pacers = new RateLimiters(time);
		expect(pacers.of('a', slow)).toBe(pacers.of('a', slow));
		expect(pacers.of('a', slow)).not.toBe(pacers.of('b', slow));
		await pacers.of('a', slow).admit();
		await time.run(pacers.of('a', { perSecond: 10, burst: 1 }).admit());
		expect(time.now()).toBe(100);
	});

	it('are no more than are in use, and none is forgotten that is not idle', async () => {
		const time = new SimulatedTime();
		const busy = new RateLimiters(time);
		const first = busy.of('key 0', slow);
		for (let n = 0; n < 300; n++) await busy.of(`key ${n}`, slow).admit();
		expect(busy.of('key 0', slow)).toBe(first);
		const idle = new RateLimiters(time);
		for (let n = 0; n < 1000; n++) idle.of(`key ${n}`, slow);
		expect(idle.size).toBeLessThanOrEqual(200);
	});
});
