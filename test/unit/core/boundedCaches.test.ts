import { NOTICEABLE_MS, ClockSkews } from '../../../core/clockSkew';
import { BoundedMap } from '../../../core/boundedMap';
import { checkLogin, type Exchange } from '../../../core/killb/login';
import { Sessions } from '../../../core/killb/session';
import { RateLimiters } from '../../../core/rateLimiter';
import { fields, server } from './killbLogins';
import { SimulatedTime } from './simulatedTime';

const account = (n: number) => checkLogin({ ...fields, email: `a${n}@example.com` });

it('a login in flight is not started twice, however many other accounts log in', async () => {
	const sessions = new Sessions();
	const slow = server();
	let answer = (): void => undefined;
	const held = new Promise<void>((resolve) => (answer = resolve));
	const exchange: Exchange = async (request) => {
		await held;
		return await slow.exchange(request);
	};
	const first = sessions.renew(account(0), undefined, exchange);
	const others = server();
	for (let n = 1; n <= 1000; n++) await sessions.renew(account(n), undefined, others.exchange);
	const second = sessions.renew(account(0), undefined, exchange);
	answer();
	expect(await second).toBe(await first);
	expect(slow.requested).toEqual(['login']);
});

it('a rejected login stays paused, however many other accounts log in', async () => {
	let elapsed = 0;
	const sessions = new Sessions(Date.now, () => elapsed);
	const rejecting = server({ login: 401 });
	const attempt = async () => await sessions.renew(account(0), undefined, rejecting.exchange);
	await expect(attempt()).rejects.toThrow();
	const others = server();
	for (let n = 1; n <= 1000; n++) await sessions.renew(account(n), undefined, others.exchange);
	await expect(attempt()).rejects.toThrow(/Login attempts are paused/);
	expect(rejecting.requested).toEqual(['login']);
	elapsed = 31_000;
	await expect(attempt()).rejects.toThrow();
	expect(rejecting.requested).toEqual(['login', 'login']);
});

it('keeps the clock skew of at most 200 hosts, the most recently confirmed ones', () => {
	const clocks = new ClockSkews();
	for (let n = 0; n < 100_000; n++) clocks.confirm(`https://${n}.example`, NOTICEABLE_MS + n);
	const kept = Array.from({ length: 100_000 }, (_, n) => clocks.offset(`https://${n}.example`));
	expect(kept.filter((offset) => offset !== 0)).toHaveLength(200);
	expect(clocks.offset('https://99999.example')).toBe(NOTICEABLE_MS + 99_999);
});

it('bounds the rate limiters of 100,000 hosts and keeps the busy ones', async () => {
	const time = new SimulatedTime();
	const limiters = new RateLimiters(time);
	const rate = { perSecond: 1, burst: 1 };
	const busy = limiters.of('busy', rate);
	await busy.acquire();
	for (let n = 0; n < 100_000; n++) limiters.of(`https://${n}.example`, rate);
	expect(limiters.size).toBeLessThanOrEqual(400);
	expect(limiters.of('busy', rate)).toBe(busy);
});

it('evicts the rate limiter of a key once its daily quota resets', async () => {
	const time = new SimulatedTime();
	const limiters = new RateLimiters(time);
	const rate = { perSecond: 1, burst: 1 };
	const usedUp = limiters.of('used up', rate);
	await usedUp.acquire();
	usedUp.rejected(3_600_000, 1000);
	const fill = (name: string) => {
		for (let n = 0; n < 1000; n++) limiters.of(`${name} ${n}`, rate);
	};
	fill('before');
	expect(limiters.of('used up', rate)).toBe(usedUp);
	await time.run(time.sleep(3_700_000));
	fill('after');
	expect(limiters.of('used up', rate)).not.toBe(usedUp);
});

describe('a bounded map', () => {
	it('evicts the oldest entry and keeps those in use', () => {
		const map = new BoundedMap<boolean>(3, (isInUse) => isInUse);
		for (const [key, isInUse] of Object.entries({ a: true, b: false, c: false, d: false })) {
			map.set(key, isInUse);
		}
		expect(['a', 'b', 'c', 'd'].map((key) => map.get(key))).toEqual([
			true,
			undefined,
			false,
			false,
		]);
	});

	it('exceeds its limit while all entries are in use, then shrinks back to it', () => {
		const map = new BoundedMap<{ busy: boolean }>(10, ({ busy }) => busy);
		const entries = Array.from({ length: 1000 }, () => ({ busy: true }));
		for (const [n, entry] of entries.entries()) map.set(String(n), entry);
		expect(map.size).toBe(1000);
		for (const entry of entries) entry.busy = false;
		for (let n = 0; n < 2000; n++) map.set(`later ${n}`, { busy: false });
		expect(map.size).toBe(10);
	});
});
