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
export function checkReading(
	what: string,
	{ ids, failed, firstFailure }: Reading,
	wanted: unknown[],
): void {
	if (failed > 0) throw new Error(`${what}: ${failed} items failed, the first: ${firstFailure}`);
	if (ids.length !== wanted.length)
		throw new Error(`${what}: ${ids.length} items in place of ${wanted.length}`);
	const wrong = wanted.findIndex((id, index) => id !== ids[index]);
	if (wrong !== -1) {
		throw new Error(
			`${what}: item ${wrong} is ${String(ids[wrong])} in place of ${String(wanted[wrong])}`,
		);
	}
}
