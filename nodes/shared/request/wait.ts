import { sleep } from 'n8n-workflow';
import type { PacerClock } from '../../../core/pacing/pacer';

/**
 * Somebody stopped the execution; what comes after must not begin. By the word "canceled", so spelt, n8n tells a stopped
 * execution from a failed one (n8n-core 2.41, `workflow-execute.js :: processSuccessExecution`).
 */
export class Cancelled extends Error {
	constructor() {
		super('The execution was canceled.');
	}
}

/** n8n's sleep can't be ended early: its timer goes on for no longer than this after a stop. */
const SLICE_MS = 5000;

/** Time as the engine has it: a clock that never goes back, and waits that end when the execution is cancelled. */
export const engineClock: PacerClock = {
	now: () => performance.now(),
	sleep: async (milliseconds, stop) => {
		for (let left = milliseconds; left > 0; left -= SLICE_MS) {
			await unlessStopped(sleep(Math.min(left, SLICE_MS)), stop);
		}
	},
	unlessStopped,
};

async function unlessStopped<T>(promise: Promise<T>, stop?: AbortSignal): Promise<T> {
	if (!stop) return await promise;
	if (stop.aborted) throw new Cancelled();
	let onAbort = (): void => undefined;
	const stopped = new Promise<never>((_, reject) => {
		onAbort = () => reject(new Cancelled());
		stop.addEventListener('abort', onAbort, { once: true });
	});
	try {
		return await Promise.race([promise, stopped]);
	} finally {
		stop.removeEventListener('abort', onAbort);
	}
}
