/** A rate limit, in the vendors' terms. */
export interface Rate {
	/** requests a second over time */
	perSecond: number;
	/** requests that may go at once after a pause: the depth of the bucket */
	burst: number;
}

/** The smallest share of the limit that a process falls back to. */
const SMALLEST_SHARE = 1 / 1024;
/** AIMD's multiplicative decrease: a 429 multiplies the share by this. */
const CUT = 0.7;
/**
 * AIMD's additive increase: each accepted request adds this to a share that is not small. With
 * `CUT` it leads to a few 429s per hundred requests.
 */
const REGAIN = 0.005;
/**
 * Below this share the increase shrinks with the share's square root. Constant steps are too large
 * where many processes share a limit: with 64 of them, more than half of all requests would be
 * rejected. Steps in proportion to the share would keep unequal shares unequal.
 */
const SMALL_SHARE = 1 / 8;
/**
 * Relative increase while the server still allows half a burst at once, so other clients use little
 * of the limit.
 */
const REGAIN_WITH_ROOM = 0.5;

/** How long the share of an unused key is kept after the server rejected a request. */
const SHARE_MATTERS_MS = 3_600_000;

/**
 * A token bucket: each request takes a token, and tokens come back at a steady rate until the
 * bucket is full.
 *
 * In any span of t seconds it admits no more than `burst + perSecond * t` requests. The server's
 * answers can only lower that: the server also counts other processes' requests with the same key.
 * The caller passes the time, in milliseconds of any clock. A clock that is set back causes no wait
 * and adds no tokens.
 */
export class TokenBucket {
	private tokens: number;
	// Stryker disable next-line UnaryOperator: a new bucket is full, so any time will do
	private refilledAt = -Infinity;
	private pausedUntil = -Infinity;
	/** the part of the rate that this process may use; others use the rest */
	private share = 1;

	constructor(private rate: Rate) {
		this.tokens = rate.burst;
	}

	/** Changes the rate from now on; tokens that were taken stay taken. */
	setRate(rate: Rate, now: number): void {
		if (rate.perSecond === this.rate.perSecond && rate.burst === this.rate.burst) return;
		this.refill(now);
		this.tokens = Math.min(rate.burst, this.tokens + Math.max(0, rate.burst - this.rate.burst));
		this.rate = rate;
	}

	/** Returns the milliseconds until the next request may be sent, not rounded; 0 for now. */
	waitTime(now: number): number {
		this.refill(now);
		const missing = Math.max(0, 1 - this.tokens);
		return Math.max(this.pauseLeft(now), (missing * 1000) / this.perSecond);
	}

	/** Takes a token for a request that is sent now. */
	take(now: number): void {
		this.refill(now);
		this.tokens -= 1;
	}

	/** Returns the milliseconds left of a pause that the server requested. */
	pauseLeft(now: number): number {
		return Math.max(0, this.pausedUntil - now);
	}

	/**
	 * Records a request that the server accepted.
	 * @param remaining how many more it allows at once, where it says so, minus those in flight
	 */
	accepted(now: number, remaining?: number): void {
		this.refill(now);
		const hasRoom = remaining !== undefined && remaining >= this.rate.burst / 2;
		const regained = hasRoom
			? REGAIN_WITH_ROOM * this.share
			: REGAIN * Math.min(1, Math.sqrt(this.share / SMALL_SHARE));
		this.share = Math.min(1, this.share + regained);
		if (remaining !== undefined) this.tokens = Math.min(this.tokens, Math.max(0, remaining));
	}

	/**
	 * Records a 429. Other clients use the limit too, so this process slows down for a while.
	 * @param pause milliseconds in which nothing may be sent
	 */
	rejected(now: number, pause: number): void {
		this.refill(now);
		// Requests that were in flight together are rejected together, and count once.
		if (this.pauseLeft(now) === 0) this.share = Math.max(SMALLEST_SHARE, this.share * CUT);
		this.pausedUntil = Math.max(this.pausedUntil, now + pause);
		// After the pause one request may be sent, but no burst: no tokens were added during it.
		this.tokens = Math.min(this.tokens, 1);
	}

	/** Whether it equals a new bucket. An old share does not tell how much others use now. */
	isFull(now: number): boolean {
		this.refill(now);
		const isShareKnown = this.share < 1 && now - this.pausedUntil < SHARE_MATTERS_MS;
		return !isShareKnown && this.pauseLeft(now) === 0 && this.tokens >= this.rate.burst;
	}

	private get perSecond(): number {
		return this.rate.perSecond * this.share;
	}

	private refill(now: number): void {
		const since = Math.max(this.refilledAt, this.pausedUntil);
		const seconds = Math.max(0, now - since) / 1000;
		// A clock that was set back must not extend the pause by that time.
		if (now < this.refilledAt) this.pausedUntil -= this.refilledAt - now;
		this.tokens = Math.min(this.rate.burst, this.tokens + seconds * this.perSecond);
		this.refilledAt = now;
	}
}

/** The clock of a rate limiter. */
export interface Clock {
	/** Returns the milliseconds of a monotonic clock. */
	now(): number;
	/** Resolves after the given time; rejects as soon as the signal aborts. */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
	/** Resolves with the promise; rejects as soon as the signal aborts. */
	unlessStopped<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T>;
}

/**
 * The limit is used up for longer than a request may wait, such as a daily quota. Nothing was sent.
 */
export class QuotaExceeded extends Error {
	/** @param waitMs milliseconds until the limit resets, according to the server */
	constructor(readonly waitMs: number) {
		super('The rate limit is used up');
	}
}

/** How often a request probes a limit that is used up for long: the vendor may have raised it. */
const PROBE_INTERVAL_MS = 60_000;

/** Admits the requests of one key as fast as its limit allows, in the order of their calls. */
export class RateLimiter {
	private readonly bucket: TokenBucket;
	private tail: Promise<void> = Promise.resolve();
	private inFlight = 0;
	private usedUp: { until: number; probeAt: number } | undefined;

	constructor(
		rate: Rate,
		private readonly clock: Clock,
	) {
		this.bucket = new TokenBucket(rate);
	}

	setRate(rate: Rate): void {
		this.bucket.setRate(rate, this.clock.now());
	}

	/**
	 * Resolves when one more request may be sent. The caller must report the end of every admitted
	 * request with `done`, `accepted` or `rejected`.
	 * @throws QuotaExceeded; whatever the clock rejects with when the signal aborts
	 */
	async acquire(signal?: AbortSignal): Promise<void> {
		const before = this.tail;
		let leave = (): void => undefined;
		this.tail = new Promise<void>((resolve) => {
			leave = resolve;
		});
		try {
			await this.clock.unlessStopped(before, signal);
			await this.waitForToken(signal);
			this.bucket.take(this.clock.now());
			this.inFlight++;
		} finally {
			// The next one's turn comes when all before it have left, even if this one was aborted in the
			// middle of the queue.
			void before.then(leave);
		}
	}

	private async waitForToken(signal: AbortSignal | undefined): Promise<void> {
		for (;;) {
			const now = this.clock.now();
			if (this.usedUp && now < this.usedUp.probeAt) {
				throw new QuotaExceeded(this.usedUp.until - now);
			}
			const wait = this.bucket.waitTime(now);
			if (wait <= 0) return;
			await this.clock.sleep(Math.ceil(wait), signal);
		}
	}

	/** Reports that an admitted request ended without information about the limit. */
	done(): void {
		this.inFlight--;
	}

	/**
	 * Reports that the server accepted an admitted request.
	 * @param remaining how many more the server allows, as counted at its answer
	 */
	accepted(remaining: number | undefined): void {
		this.inFlight--;
		this.usedUp = undefined;
		const rest = remaining === undefined ? undefined : remaining - this.inFlight;
		this.bucket.accepted(this.clock.now(), rest);
	}

	/**
	 * Reports a 429 for an admitted request. All other requests of this key wait as well.
	 * @param waitMs the wait that the server requests
	 * @param longestMs the longest wait of any request; beyond it, requests fail at once until the
	 *   server is probed again
	 */
	rejected(waitMs: number, longestMs: number): void {
		this.inFlight--;
		const now = this.clock.now();
		if (waitMs <= longestMs) {
			this.bucket.rejected(now, waitMs);
			return;
		}
		this.usedUp = { until: now + waitMs, probeAt: now + Math.min(waitMs, PROBE_INTERVAL_MS) };
	}

	/** Whether it equals a new one. */
	isIdle(): boolean {
		const now = this.clock.now();
		const isUsedUp = this.usedUp !== undefined && now < this.usedUp.until;
		return this.inFlight === 0 && !isUsedUp && this.bucket.isFull(now);
	}
}

/**
 * From this number on, idle limiters are dropped, since each equals a new one. If more are busy,
 * the next clean-up is at twice their number.
 */
const TIDY_AT = 200;

/** A rate limiter for each key and host, shared by all executions of the process. */
export class RateLimiters {
	private readonly limiters = new Map<string, RateLimiter>();
	private tidyAt = TIDY_AT;

	constructor(private readonly clock: Clock) {}

	/**
	 * Returns the rate limiter of a key.
	 * @param rate the credential's current limit; a change applies from now on
	 */
	of(key: string, rate: Rate): RateLimiter {
		let rateLimiter = this.limiters.get(key);
		if (rateLimiter) {
			rateLimiter.setRate(rate);
			return rateLimiter;
		}
		if (this.limiters.size >= this.tidyAt) this.tidy();
		rateLimiter = new RateLimiter(rate, this.clock);
		this.limiters.set(key, rateLimiter);
		return rateLimiter;
	}

	/** The number of limiters in memory. */
	get size(): number {
		return this.limiters.size;
	}

	private tidy(): void {
		for (const [key, rateLimiter] of this.limiters) {
			if (rateLimiter.isIdle()) this.limiters.delete(key);
		}
		this.tidyAt = Math.max(TIDY_AT, this.limiters.size * 2);
	}
}
