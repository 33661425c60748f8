import type { Rate } from './tokenBucket';
import { TokenBucket } from './tokenBucket';

/** From this many on, full buckets are thrown away: a new one is no different. */
const TIDY_AT = 200;

/** A token bucket for each key, such as a credential, all with the same limit. */
export class TokenBuckets {
	private readonly buckets = new Map<string, TokenBucket>();

	constructor(private readonly rate: Rate) {}

	/**
	 * Takes a token of the key's bucket.
	 * @param now milliseconds of any clock
	 * @returns milliseconds to wait before sending, not rounded; 0 for none
	 */
	take(key: string, now: number): number {
		let bucket = this.buckets.get(key);
		if (!bucket) {
			if (this.buckets.size >= TIDY_AT) this.tidy(now);
			bucket = new TokenBucket(this.rate);
			this.buckets.set(key, bucket);
		}
		return bucket.take(now);
	}

	/** How many buckets are kept. */
	get size(): number {
		return this.buckets.size;
	}

	private tidy(now: number): void {
		for (const [key, bucket] of this.buckets) {
			if (bucket.isFull(now)) this.buckets.delete(key);
		}
	}
}
