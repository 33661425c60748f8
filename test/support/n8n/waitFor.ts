import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
	/** The timeout in milliseconds. */
	timeout?: number;
	/** Milliseconds between two calls. */
	interval?: number;
}

/**
 * Calls `probe` until it resolves with something other than undefined, and returns that.
 * @throws Error that names `what` after the timeout (default 60 s). Errors of the probe itself are
 * not caught.
 */
export async function waitFor<T>(
	what: string,
	probe: () => Promise<T | undefined> | T | undefined,
	{ timeout = 60_000, interval = 100 }: WaitOptions = {},
): Promise<T> {
	const end = Date.now() + timeout;
	for (;;) {
		const found = await probe();
		if (found !== undefined) return found;
		if (Date.now() > end) throw new Error(`Waited ${timeout / 1000} s in vain for ${what}.`);
		await sleep(interval);
	}
}
