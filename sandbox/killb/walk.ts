import type { Timers } from '../shared/time';

/**
 * Repeats `step` by timers, as long as the setting is not 0 and the step returns true.
 * @param stepMs read each time, because the control API may change it
 */
export function walkByTimers(timers: Timers, stepMs: () => number, step: () => boolean): void {
	const wait = stepMs();
	if (wait === 0) return;
	timers.after(wait, () => {
		if (step()) walkByTimers(timers, stepMs, step);
	});
}

/**
 * The state after `status` on a path. The vendor lists `..._REQUEST` next to `..._REQUESTED` and
 * `..._CREATE` next to `..._CREATED`: they are read as the moment before.
 * @returns undefined at the end of the path, and for states that are not on it
 */
export function following(path: readonly string[], status: string): string | undefined {
	const index = path.indexOf(status);
	if (index !== -1) return path[index + 1];
	return [`${status}ED`, `${status}D`].find((done) => path.includes(done));
}
