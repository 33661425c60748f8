/**
 * A memory of limited size. Above the limit the entries that were set longest ago go first, but
 * none that is in use: of those it keeps as many as there are.
 */
export class BoundedMap<V> {
	private readonly entries = new Map<string, V>();
	private sweepAbove: number;

	/** @param isInUse whether an entry must not go at the moment */
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

	/** Sets an entry, or makes it the latest. */
	set(key: string, value: V): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		if (this.entries.size <= this.sweepAbove) return;
		for (const [oldKey, old] of this.entries) {
			if (this.entries.size <= this.limit) break;
			if (oldKey !== key && !this.isInUse(old)) this.entries.delete(oldKey);
		}
		// Where more are in use than the limit, they are not all looked at again for each new one.
		this.sweepAbove = this.entries.size > this.limit ? this.entries.size * 2 : this.limit;
	}

	delete(key: string): void {
		this.entries.delete(key);
	}
}
