/** What became of one item. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown };

/**
 * Does the work of many items, several at a time, begun in order. What comes back is what one after the other would give: with
 * `stopAtFailure` nothing is begun any more once an item has failed, and the outcomes end with the first failure by order.
 *
 * When it settles, no work is under way any more.
 * @param parallel how many at a time; 1 does them strictly one after the other
 */
export async function inParallel<T>(
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
