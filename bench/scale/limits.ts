import { performance } from 'node:perf_hooks';
import { TokenBucket } from 'limiter';
import { KERNELHOST_LIMITS } from '../../nodes/KernelHost/limits';

/** What KernelHost documents (kernelhost.md section 7), by the minute but for the day's quota. */
export const DOCUMENTED = {
	perKey: KERNELHOST_LIMITS.requests,
	burst: KERNELHOST_LIMITS.burst,
	perAddress: 600,
	perDay: 5_000,
};

/** What the simulated server says about one request. */
export interface Verdict {
	allowed: boolean;
	/** as `X-RateLimit-Remaining` */
	remaining: number;
	/** as `Retry-After`, in milliseconds: whole seconds, at least one; 0 for what was allowed */
	retryAfterMs: number;
}

/**
 * The limits of the server: the package `limiter`, another token bucket than ours, on simulated time.
 *
 * Named assumptions: a limit for each address is a token bucket too, as deep as what it allows in a minute; it is asked first;
 * `Retry-After` is in whole seconds. The day's quota is left out here: it does not depend on the pace.
 */
export class SimulatedLimits {
	private readonly keys: TokenBucket[];
	private readonly addresses: TokenBucket[];

	constructor(keys: number, addresses: number) {
		this.keys = full(keys, DOCUMENTED.perKey, DOCUMENTED.burst);
		this.addresses = full(addresses, DOCUMENTED.perAddress, DOCUMENTED.perAddress);
	}

	/** @param now simulated milliseconds */
	take(key: number, address: number, now: number): Verdict {
		return at(now, () => {
			const buckets = [this.addresses[address], this.keys[key]] as [TokenBucket, TokenBucket];
			const refusing = buckets.find((bucket) => !bucket.tryRemoveTokens(1));
			const left = Math.min(...buckets.map(({ content }) => content));
			if (!refusing) return { allowed: true, remaining: Math.floor(left), retryAfterMs: 0 };
			const missing = 1 - refusing.content;
			const wait = (missing * refusing.interval) / refusing.tokensPerInterval;
			return {
				allowed: false,
				remaining: 0,
				retryAfterMs: Math.max(1, Math.ceil(wait / 1000)) * 1000,
			};
		});
	}
}

function full(count: number, perMinute: number, depth: number): TokenBucket[] {
	return Array.from({ length: count }, () =>
		at(0, () => {
			const bucket = new TokenBucket({
				bucketSize: depth,
				tokensPerInterval: perMinute,
				interval: 'minute',
			});
			bucket.content = depth;
			return bucket;
		}),
	);
}

/** The library reads the machine's clock: for as long as it works, that is the simulated one. */
function at<T>(now: number, work: () => T): T {
	const real = performance.now;
	// It cuts the time to whole milliseconds, and must not cut off one that was rounded down.
	performance.now = () => now + 0.5;
	try {
		return work();
	} finally {
		performance.now = real;
	}
}
