/** A limit of requests, in the vendors' own terms. */
export interface Rate {
	/** requests a second over time */
	perSecond: number;
	/** requests that may go at once after a pause: the depth of the bucket */
	burst: number;
}

/** A process that shares its limit with others goes no slower than this part of it. */
const SMALLEST_SHARE = 1 / 1024;
/** What is left of the share after a refusal. */
const CUT = 0.7;
/**
 * What each accepted request gives back, to a process whose share is not small: together a few
 * refusals in a hundred.
 */
const REGAIN = 0.005;
/**
 * Below this share less is given back, by its square root. Steps of one size are too long where
 * many share a limit: of 64 processes more than half of all requests would be refused. In
 * proportion to the share they would leave unequal ones as they are.
 */
const SMALL_SHARE = 1 / 8;
/**
 * What each gives back of the share while the server would let half of a burst through at once:
 * nobody else uses much of the limit.
 */
const REGAIN_WITH_ROOM = 0.5;

/**
 * How long the share of a key that nothing is sent with is worth keeping after the server rejected
 * a request.
 */
const SHARE_MATTERS_MS = 3_600_000;

/**
 * A token bucket: each request takes a token, and tokens come back at a steady rate until the
 * bucket is full.
 *
 * In any span of t seconds no more than `burst + perSecond * t` requests are let through. What the
 * server says can only make it fewer: it counts what other processes send with the same key. It
 * knows no clock: the caller tells the time, in milliseconds of any clock. One that is set back
 * costs nobody a wait, and gives no tokens.
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

	/** Other figures from now on; what was taken stays taken. */
	setRate(rate: Rate, now: number): void {
		if (rate.perSecond === this.rate.perSecond && rate.burst === this.rate.burst) return;
		this.refill(now);
		this.tokens = Math.min(rate.burst, this.tokens + Math.max(0, rate.burst - this.rate.burst));
		this.rate = rate;
	}

	/** Milliseconds until the next request may go, not rounded; 0 for none. */
	waitTime(now: number): number {
		this.refill(now);
		const missing = Math.max(0, 1 - this.tokens);
		return Math.max(this.pauseLeft(now), (missing * 1000) / this.perSecond);
	}

	/** Takes the token of a request that goes now. */
	take(now: number): void {
		this.refill(now);
		this.tokens -= 1;
	}

	/** Milliseconds that are left of a pause that the server asked for. */
	pauseLeft(now: number): number {
		return Math.max(0, this.pausedUntil - now);
	}

	/**
	 * The server let a request through.
	 * @param remaining how many more it would let through at once, where it says so; those under way
	 *   are already taken off
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
	 * The server refused a request because of its limit, so somebody else uses it too: this process
	 * goes slower for a while.
	 * @param pause milliseconds in which nothing may go
	 */
	refused(now: number, pause: number): void {
		this.refill(now);
		// Those that were under way together are refused together, and count once.
		if (this.pauseLeft(now) === 0) this.share = Math.max(SMALLEST_SHARE, this.share * CUT);
		this.pausedUntil = Math.max(this.pausedUntil, now + pause);
		// One may go when the pause is over, and no burst: nothing was saved up in it.
		this.tokens = Math.min(this.tokens, 1);
	}

	/** Whether it is as good as new. What a share was long ago does not tell what others use now. */
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
		// A clock that was set back must not hold a pause for as long as it was set back.
		if (now < this.refilledAt) this.pausedUntil -= this.refilledAt - now;
		this.tokens = Math.min(this.rate.burst, this.tokens + seconds * this.perSecond);
		this.refilledAt = now;
	}
}

/** Time as a rate limiter needs it. */
export interface Clock {
	/** milliseconds of a clock that never goes back */
	now(): number;
	/** Resolves after so many milliseconds; rejects as soon as the signal says stop. */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
	/** Resolves with the promise; rejects as soon as the signal says stop. */
	unlessStopped<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T>;
}

/**
 * The limit is used up for longer than anybody wants to wait, such as a day's quota. Nothing was
 * sent.
 */
export class QuotaExceeded extends Error {
	/** @param waitMs milliseconds until the limit is free again, as the server said */
	constructor(readonly waitMs: number) {
		super('The limit of requests is used up');
	}
}

/**
 * A limit that is used up for long is asked about again after this time: the vendor may have raised
 * it.
 */
const ASK_AGAIN_MS = 60_000;

/**
 * Lets the requests of one key go as fast as its limit allows, in the order in which they asked.
 */
export class RateLimiter {
	private readonly bucket: TokenBucket;
	private tail: Promise<void> = Promise.resolve();
	private underWay = 0;
	private usedUp: { until: number; askAgainAt: number } | undefined;

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
	 * Resolves when one more request may go. Every admitted request must be told the end of, by
	 * `done`.
	 * @throws LimitUsedUp; whatever the clock rejects with when the signal says stop
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
			this.underWay++;
		} finally {
			// The next one's turn comes when all before it have gone, also when this one gave up in the
			// middle of the line.
			void before.then(leave);
		}
	}

	private async waitForToken(signal: AbortSignal | undefined): Promise<void> {
		for (;;) {
			const now = this.clock.now();
			if (this.usedUp && now < this.usedUp.askAgainAt) {
				throw new QuotaExceeded(this.usedUp.until - now);
			}
			const wait = this.bucket.waitTime(now);
			if (wait <= 0) return;
			await this.clock.sleep(Math.ceil(wait), signal);
		}
	}

	/** An admitted request has ended without a word about the limit. */
	done(): void {
		this.underWay--;
	}

	/**
	 * An admitted request was let through by the server.
	 * @param remaining how many more the server would let through, as it counted when it answered
	 */
	accepted(remaining: number | undefined): void {
		this.underWay--;
		this.usedUp = undefined;
		const rest = remaining === undefined ? undefined : remaining - this.underWay;
		this.bucket.accepted(this.clock.now(), rest);
	}

	/**
	 * An admitted request was refused because of the limit. All others of this key wait as well.
	 * @param waitMs how long the server asks to wait
	 * @param longestMs how long anybody would wait; from there on requests fail at once until the
	 *   server is asked again
	 */
	rejected(waitMs: number, longestMs: number): void {
		this.underWay--;
		const now = this.clock.now();
		if (waitMs <= longestMs) {
			this.bucket.refused(now, waitMs);
			return;
		}
		this.usedUp = { until: now + waitMs, askAgainAt: now + Math.min(waitMs, ASK_AGAIN_MS) };
	}

	/** Whether a new one would be no different. */
	isIdle(): boolean {
		const now = this.clock.now();
		const isUsedUp = this.usedUp !== undefined && now < this.usedUp.until;
		return this.underWay === 0 && !isUsedUp && this.bucket.isFull(now);
	}
}

/**
 * From this many on, idle limiters are dropped: a new one is no different. Where more are busy,
 * from twice as many on.
 */
const TIDY_AT = 200;

/** A rate limiter for each key and host, shared by all executions of the process. */
export class RateLimiters {
	private readonly limiters = new Map<string, RateLimiter>();
	private tidyAt = TIDY_AT;

	constructor(private readonly clock: Clock) {}

	/**
	 * @param rate the limit as the credential has it now; other figures than before count from now on
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

	/** How many are kept. */
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
