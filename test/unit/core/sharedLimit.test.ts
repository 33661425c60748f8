import { RateLimiter } from '../../../core/rateLimiter';
import { delayBeforeRetry } from '../../../core/retry';
import { SimulatedTime } from './simulatedTime';

/** KernelHost's documented limits of a key, and the default retry policy of a request. */
const rate = { perSecond: 1, burst: 20 };
const budget = { maximumAttempts: 6, maximumWaitMs: 120_000 };
const MINUTE = 60_000;
/** The workers' shares have settled by then; earlier orders are not counted. */
const WARM_UP = 20 * MINUTE;
const END = 60 * MINUTE;
const LATENCY_MS = 300;
const ORDERS_AT_ONCE = 2;

/** Numbers between 0 and 1, always the same (a linear congruential generator, modulo 2^32). */
function seeded(): () => number {
	let state = 7;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

/** The service's bucket for one key. */
class Limit {
	private tokens = rate.burst;
	private at = 0;

	take(now: number) {
		this.tokens = Math.min(rate.burst, this.tokens + ((now - this.at) / 1000) * rate.perSecond);
		this.at = now;
		const isAccepted = this.tokens >= 1;
		if (isAccepted) this.tokens--;
		const seconds = Math.max(1, Math.ceil((1 - this.tokens) / rate.perSecond));
		return { isAccepted, remaining: Math.floor(this.tokens), retryAfterMs: seconds * 1000 };
	}
}

/** Independent processes that send as many orders as they can with one key. */
async function share(workers: number) {
	const time = new SimulatedTime();
	const limit = new Limit();
	const random = seeded();
	const counted = { accepted: 0, givenUp: 0 };

	async function send(limiter: RateLimiter): Promise<boolean> {
		let attempts = 1;
		let waited = 0;
		for (;;) {
			await limiter.acquire();
			await time.sleep(LATENCY_MS / 2);
			const { isAccepted, remaining, retryAfterMs } = limit.take(time.now());
			await time.sleep(LATENCY_MS / 2);
			if (isAccepted) {
				limiter.accepted(remaining);
				return true;
			}
			limiter.rejected(retryAfterMs, budget.maximumWaitMs);
			waited += LATENCY_MS;
			const failed = {
				made: attempts++,
				reason: 'limit',
				retryAfterMs,
				elapsedMs: waited,
			} as const;
			const wait = delayBeforeRetry(budget, failed, random);
			if (wait === undefined) return false;
			await time.sleep(wait);
			waited += wait;
		}
	}

	async function work(limiter: RateLimiter): Promise<void> {
		await time.sleep(random() * MINUTE);
		while (time.now() < END) {
			const isAccepted = await send(limiter);
			if (time.now() < WARM_UP || time.now() >= END) continue;
			counted[isAccepted ? 'accepted' : 'givenUp']++;
		}
	}

	const limiters = Array.from({ length: workers }, () => new RateLimiter(rate, time));
	const lanes = limiters.flatMap((limiter) => Array<RateLimiter>(ORDERS_AT_ONCE).fill(limiter));
	await time.run(Promise.all(lanes.map(work)));
	return { ...counted, allowed: ((END - WARM_UP) / 1000) * rate.perSecond };
}

it.each([1, 8, 64])(
	'%d workers that share a key use all of its limit, and give up no order',
	async (workers) => {
		const { accepted, givenUp, allowed } = await share(workers);
		expect(accepted / allowed).toBeGreaterThan(0.98);
		expect(accepted / allowed).toBeLessThan(1.02);
		expect(givenUp / accepted).toBeLessThan(0.005);
	},
);
