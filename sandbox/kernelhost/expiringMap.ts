import type { Clock } from '../shared/time';

/** Remembers keys for a time on the vendors' clock: moving that clock forward expires them. */
export class ExpiringMap<T> {
	private readonly entries = new Map<string, { value: T; expiresAt: number }>();

	constructor(
		private readonly clock: Clock,
		private readonly seconds: number,
	) {}

	get(key: string): T | undefined {
		const entry = this.entries.get(key);
		if (entry === undefined) return undefined;
		if (entry.expiresAt > this.clock.now()) return entry.value;
		this.entries.delete(key);
		return undefined;
	}

	set(key: string, value: T): void {
		this.prune();
		// Deleted first, so that the map stays in the order of expiry.
		this.entries.delete(key);
		this.entries.set(key, { value, expiresAt: this.clock.now() + this.seconds * 1000 });
	}

	delete(key: string): void {
		this.entries.delete(key);
	}

	private prune(): void {
		for (const [key, { expiresAt }] of this.entries) {
			if (expiresAt > this.clock.now()) return;
			this.entries.delete(key);
		}
	}
}
