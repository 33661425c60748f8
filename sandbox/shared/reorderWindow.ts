import type { Timers } from './timers';

/** Holds what is to be sent for a span, and then lets it go last one first, each when the one before was answered. */
export class ReorderWindow {
	private held: Array<() => Promise<void>> = [];

	constructor(private readonly timers: Timers) {}

	/** @param spanMs milliseconds from the first that is held; 0: nothing is held */
	async pass<T>(spanMs: number, send: () => Promise<T>): Promise<T> {
		if (spanMs === 0) return await send();
		if (this.held.length === 0) this.timers.after(spanMs, () => this.release());
		return await new Promise<T>((resolve, reject) => {
			this.held.push(async () => await send().then(resolve, reject));
		});
	}

	/** Lets go what is held, before its time if that has not come. */
	release(): void {
		const sends = this.held.reverse();
		this.held = [];
		void (async () => {
			for (const send of sends) await send();
		})();
	}
}
