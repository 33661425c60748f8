/** A limit of requests, in the vendors' own terms. */
export interface Rate {
	/** requests a second over time */
	perSecond: number;
	/** requests that may go at once after a pause: the depth of the bucket */
	burst: number;
}

/**
 * A token bucket: each request takes a token, and tokens come back at a steady rate until the bucket is full.
 *
 * In any span of t seconds no more than `burst + perSecond * t` requests are let through. It knows no clock: the caller tells
 * the time.
 */
export class TokenBucket {
	private tokens: number;
	private refilledAt = -Infinity;

	constructor(private readonly rate: Rate) {
		this.tokens = rate.burst;
	}

	/**
	 * Takes a token, one that is still to come if need be: those who wait are served in the order in which they asked.
	 * @param now milliseconds of any clock. One that is set back costs nobody a wait, and gives no tokens.
	 * @returns milliseconds to wait before sending, not rounded; 0 for none
	 */
	take(now: number): number {
		const { perSecond } = this.rate;
		this.tokens = this.tokensAt(now) - 1;
		this.refilledAt = now;
		return this.tokens >= 0 ? 0 : (-this.tokens * 1000) / perSecond;
	}

	/** Whether it is as good as new. */
	isFull(now: number): boolean {
		return this.tokensAt(now) >= this.rate.burst;
	}

	private tokensAt(now: number): number {
		const { perSecond, burst } = this.rate;
		const seconds = Math.max(0, now - this.refilledAt) / 1000;
		return Math.min(burst, this.tokens + seconds * perSecond);
	}
}
