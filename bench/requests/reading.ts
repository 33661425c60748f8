/** The cost and the results of one run of a part of a workflow. */
export interface Reading {
	/** Wall-clock time. */
	milliseconds: number;
	/** The member `id` of each successful item, in order. */
	ids: unknown[];
	/** The number of failed items. */
	failed: number;
	/** The first failed item as JSON. */
	firstFailure: string | null;
}

/**
 * Checks that a run read each item, in the order of the items, without failures.
 * @throws Error that says what is wrong
 */
export function checkReading(what: string, reading: Reading, wanted: unknown[]): void {
	const { failed, firstFailure } = reading;
	if (failed > 0) throw new Error(`${what}: ${failed} items failed, the first: ${firstFailure}`);
	checkWhatWasRead(what, reading, wanted);
}

/**
 * The same where items may fail: the read items are in order, and all others are among the failed
 * ones.
 * @throws Error that says what is wrong
 */
export function checkWhatWasRead(what: string, { ids, failed }: Reading, wanted: unknown[]): void {
	if (ids.length + failed !== wanted.length) {
		throw new Error(
			`${what}: ${ids.length} items and ${failed} failures in place of ${wanted.length}`,
		);
	}
	const rest = wanted.values();
	const stray = ids.findIndex((id) => {
		for (const one of rest) if (one === id) return false;
		return true;
	});
	if (stray !== -1) throw new Error(`${what}: ${String(ids[stray])} is not in its place`);
}
