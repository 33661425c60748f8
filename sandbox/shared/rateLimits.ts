import { TokenBucket } from 'limiter';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** A limiter's verdict on one request; times in milliseconds from now. */
export interface Verdict {
	allowed: boolean;
	/** Requests that would be accepted right now, after this one. */
	remaining: number;
	/** Until the next request is accepted; 0 if one would be now. */
	retryAfterMs: number;
	/** Until the limit is completely free again. */
	resetMs: number;
}

export interface Limiter {
	take(key: string): Promise<Verdict>;
}

/**
 * One token bucket per key: `depth` requests at once, refilled at `perSecond`.
 * The buckets run on this machine's monotonic clock, not on the vendors' movable one.
 */
export class TokenBuckets implements Limiter {
	private readonly buckets = new Map<string, TokenBucket>();

	constructor(
		private readonly perSecond: number,
		private readonly depth: number,
	) {}

	async take(key: string): Promise<Verdict> {
		const bucket = this.bucket(key);
		const allowed = bucket.tryRemoveTokens(1);
		const missing = Math.max(0, 1 - bucket.content);
		return {
			allowed,
			remaining: Math.floor(bucket.content),
			retryAfterMs: (missing / this.perSecond) * 1000,
			resetMs: ((this.depth - bucket.content) / this.perSecond) * 1000,
		};
	}

	private bucket(key: string): TokenBucket {
		let bucket = this.buckets.get(key);
		if (bucket === undefined) {
			bucket = new TokenBucket({
				bucketSize: this.depth,
				tokensPerInterval: this.perSecond,
				interval: 'second',
			});
			// The library starts with an empty bucket; a fresh key has its whole burst.
			bucket.content = this.depth;
			this.buckets.set(key, bucket);
		}
		return bucket;
	}
}

/** At most `points` requests per key in a window that starts with the first of them. */
export class FixedWindows implements Limiter {
	private readonly limiter: RateLimiterMemory;

	constructor(points: number, seconds: number) {
		this.limiter = new RateLimiterMemory({ points, duration: seconds });
	}

	async take(key: string): Promise<Verdict> {
		try {
			return verdict(true, await this.limiter.consume(key));
		} catch (rejection) {
			if (rejection instanceof RateLimiterRes) return verdict(false, rejection);
			throw rejection;
		}
	}
}

function verdict(allowed: boolean, state: RateLimiterRes): Verdict {
	const exhausted = state.remainingPoints === 0;
	return {
		allowed,
		remaining: state.remainingPoints,
		retryAfterMs: exhausted ? state.msBeforeNext : 0,
		resetMs: state.msBeforeNext,
	};
}

/** The tighter of two: the smaller remainder is the one that a client meets first. */
export function tighter(a: Verdict, b: Verdict): Verdict {
	if (a.allowed !== b.allowed) return a.allowed ? b : a;
	return a.remaining <= b.remaining ? a : b;
}
