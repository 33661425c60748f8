/**
 * A map of limited size. Above the limit it drops the entries that were set longest ago, but never
 * one that is in use: it may hold more than the limit then.
 */
export class BoundedMap<V> {
	private readonly entries = new Map<string, V>();
	private sweepAbove: number;

	/** @param isInUse whether an entry must not be dropped now */
	constructor(
		private readonly limit: number,
		private readonly isInUse: (value: V) => boolean = () => false,
	) {
		this.sweepAbove = limit;
	}

	get size(): number {
		return this.entries.size;
	}

	get(key: string): V | undefined {
		return this.entries.get(key);
	}

	/** Sets an entry and makes it the latest. */
	set(key: string, value: V): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		if (this.entries.size <= this.sweepAbove) return;
		for (const [oldKey, old] of this.entries) {
			if (this.entries.size <= this.limit) break;
			if (oldKey !== key && !this.isInUse(old)) this.entries.delete(oldKey);
		}
		// With more entries in use than the limit, a sweep for each new one would be quadratic.
		this.sweepAbove = this.entries.size > this.limit ? this.entries.size * 2 : this.limit;
	}

	values(): IterableIterator<V> {
		return this.entries.values();
	}

	delete(key: string): void {
		this.entries.delete(key);
	}
}
