interface Reading<T> {
	/** Settles when the read that is under way has ended; never rejects. */
	readonly ended: Promise<void>;
	/** Of those who asked after it began: the next read, which has not begun. */
	next?: Promise<T>;
}

/**
 * Lets those who ask at the same time share a read. Each gets what a read brought that began after it had asked, so nobody
 * sees anything older than with a read of its own: nothing is kept. At most one read of a key is under way.
 *
 * A trigger needs it because n8n 2.41 builds a V8 isolate for each read of a credential outside of an execution
 * (`credentials-helper.js :: applyDefaultsAndOverwrites`), which takes longer than all else about a forged delivery.
 */
export class FreshReads<T> {
	private readonly readings = new Map<string, Reading<T>>();

	/**
	 * @param key of what is read; `read` must bring the same for the same key, whoever gives it
	 * @throws what `read` throws, to all who share it
	 */
	async read(key: string, read: () => Promise<T>): Promise<T> {
		const reading = this.readings.get(key);
		if (!reading) return await this.begin(key, read);
		reading.next ??= reading.ended.then(async () => await this.begin(key, read));
		return await reading.next;
	}

	private async begin(key: string, read: () => Promise<T>): Promise<T> {
		const result = read();
		const end = () => {
			if (!reading.next) this.readings.delete(key);
		};
		const reading: Reading<T> = { ended: result.then(end, end) };
		this.readings.set(key, reading);
		return await result;
	}
}
