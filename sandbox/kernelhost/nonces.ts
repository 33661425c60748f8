import type { Clock } from '../shared/clock';
import { ExpiringMap } from '../shared/expiringMap';

/** Seconds that a nonce is remembered (kernelhost.md 3); afterwards it may be used again. */
const MEMORY_SECONDS = 600;

export class NonceMemory {
	private readonly seen: ExpiringMap<true>;

	constructor(clock: Clock) {
		this.seen = new ExpiringMap(clock, MEMORY_SECONDS);
	}

	/** False when the nonce is still remembered. */
	use(nonce: string): boolean {
		if (this.seen.get(nonce) === true) return false;
		this.seen.set(nonce, true);
		return true;
	}
}
