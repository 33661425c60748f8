/** The outcome of one item. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown };

/**
 * Processes many items concurrently, started in order. The outcomes are those of sequential
 * processing: with `stopAtFailure` no item is started after a failure, and the outcomes end with
 * the first failure by order.
 *
 * When it settles, no work is in flight.
 * @param parallel how many at a time; 1 is strictly sequential
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
	/** Settles when the read in flight has ended; never rejects. */
	readonly ended: Promise<void>;
	/** The next read, not started yet, for callers that came after this one began. */
	next?: Promise<T>;
}

/**
 * Coalesces concurrent reads. Each caller gets a read that began after its call, so it never sees
 * older data than with a read of its own: nothing is cached. At most one read per key is in flight.
 *
 * A trigger needs it because n8n 2.41 builds a V8 isolate for each read of a credential outside of
 * an execution (`credentials-helper.js :: applyDefaultsAndOverwrites`), which takes longer than
 * everything else about a forged delivery.
 */
export class RequestCoalescer<T> {
	private readonly readings = new Map<string, Reading<T>>();

	/**
	 * Returns a read that began after this call.
	 * @param key of the data; every caller's `read` must return the same data for the same key
	 * @throws whatever `read` throws, to all callers that share it
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
 * Loads a part of the package when it is first needed, and keeps it. n8n loads every installed node
 * when it starts, and most of its processes never run most of them.
 * @returns a function that returns the part; it rejects if `load` does, and the next call loads
 *   again
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

/**
 * The member of a credential's copy that holds what the credential threw when n8n last called it
 * for the request. The credential and the node may come from two copies of this package, as with
 * control headers, so it is not a WeakMap.
 */
const THROWN = Symbol.for('n8n-nodes-kernelhost-killb: error of the credential');

/**
 * Runs a method of a credential, and records what it throws until n8n calls the credential again
 * for the same request. The caller of n8n's helper needs it: n8n 1.102 to 2.33 lose the cause of an
 * error (n8n.md 8), and with it whether anything was sent.
 * @param credentials the copy that n8n passes to the method
 */
export async function recordingError<T>(credentials: object, method: () => Promise<T>): Promise<T> {
	Reflect.deleteProperty(credentials, THROWN);
	try {
		return await method();
	} catch (error) {
		Object.defineProperty(credentials, THROWN, { value: error, configurable: true });
		throw error;
	}
}

/**
 * Returns what the credential threw when it was last called for a request, so that the request was
 * not sent after it; undefined where that call succeeded.
 */
export function errorOfCredential(credentials: object): unknown {
	return Reflect.get(credentials, THROWN);
}
