/** What one run of a part of a workflow took, and what came out of it. */
export interface Reading {
	/** Processor time of n8n's process, in user and system mode, all threads. */
	processorMs: number;
	/** Time by the clock. */
	milliseconds: number;
	/** The member `id` of each item that came out well, in order. */
	ids: unknown[];
	/** Items that came out as errors. */
	failed: number;
	/** The first of them as JSON. */
	firstFailure: string | null;
}

/**
 * Holds a run to what it was to do: each item read, in the order of the items, none failed.
 * @throws Error that says what is wrong
 */
export function checkReading(what: string, reading: Reading, wanted: unknown[]): void {
	const { failed, firstFailure } = reading;
	if (failed > 0) throw new Error(`${what}: ${failed} items failed, the first: ${firstFailure}`);
	checkWhatWasRead(what, reading, wanted);
}

/**
 * The same where items may fail: what was read is what was asked for, in order, and every other
 * item is among the failed ones.
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
