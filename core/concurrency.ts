/** What became of one item. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown };

/**
 * Does the work of many items, several at a time, begun in order. What comes back is what one after
 * the other would give: with `stopAtFailure` nothing is begun any more once an item has failed, and
 * the outcomes end with the first failure by order.
 *
 * When it settles, no work is under way any more.
 * @param parallel how many at a time; 1 does them strictly one after the other
 */
export async function mapConcurrent<T>(
	count: number,
	work: (index: number) => Promise<T>,
	{ parallel, stopAtFailure }: { parallel: number; stopAtFailure: boolean },
): Promise<Array<Outcome<T>>> {
	const outcomes: Array<Outcome<T>> = [];
	let next = 0;
	let isStopped = false;
	const lane = async () => {
		while (next < count && !isStopped) {
			const index = next++;
			try {
				outcomes[index] = { ok: true, value: await work(index) };
			} catch (error) {
				outcomes[index] = { ok: false, error };
				isStopped = stopAtFailure;
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(parallel, count) }, lane));
	const firstFailure = stopAtFailure ? outcomes.findIndex(({ ok }) => !ok) : -1;
	return firstFailure === -1 ? outcomes : outcomes.slice(0, firstFailure + 1);
}

interface Reading<T> {
	/** Settles when the read that is under way has ended; never rejects. */
	readonly ended: Promise<void>;
	/** Of those who asked after it began: the next read, which has not begun. */
	next?: Promise<T>;
}

/**
 * Lets those who ask at the same time share a read. Each gets what a read brought that began after
 * it had asked, so nobody sees anything older than with a read of its own: nothing is kept. At most
 * one read of a key is under way.
 *
 * A trigger needs it because n8n 2.41 builds a V8 isolate for each read of a credential outside of
 * an execution (`credentials-helper.js :: applyDefaultsAndOverwrites`), which takes longer than all
 * else about a forged delivery.
 */
export class RequestCoalescer<T> {
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

/**
 * Puts off loading a part of the package until it is first needed; from then on it stays. n8n loads
 * every installed node when it starts, and most of its processes never run most of them.
 * @returns gives the part; rejects as `load` does, and then tries again at the next call
 */
export function lazy<T>(load: () => Promise<T>): () => Promise<T> {
	let part: Promise<T> | undefined;
	return async () => {
		part ??= load();
		try {
			return await part;
		} catch (error) {
			part = undefined;
			throw error;
		}
	};
}
