import type { Clock } from '../../../core/rateLimiter';

/** Time that passes only when no other work is pending. */
export class SimulatedTime implements Clock {
	private time = 0;
	private sleepers: Array<{ until: number; wake: () => void }> = [];

	now = () => this.time;

	sleep = async (milliseconds: number, stop?: AbortSignal): Promise<void> => {
		const slept = new Promise<void>((wake) => {
			this.sleepers.push({ until: this.time + milliseconds, wake });
		});
		await this.unlessStopped(slept, stop);
	};

	unlessStopped = async <T>(promise: Promise<T>, stop?: AbortSignal): Promise<T> => {
		if (!stop) return await promise;
		if (stop.aborted) throw new Error('stopped');
		return await Promise.race([
			promise,
			new Promise<never>((_, reject) => {
				stop.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
			}),
		]);
	};

	/** Lets time pass until the work is done. */
	async run<T>(work: Promise<T>): Promise<T> {
		let isOver = false;
		const ended = () => {
			isOver = true;
		};
		work.then(ended, ended);
		for (;;) {
			// Everything that needs no time happens first.
			await new Promise((resolve) => setImmediate(resolve));
			if (isOver) return await work;
			const next = this.sleepers.sort((a, b) => a.until - b.until).shift();
			if (!next) throw new Error('Nobody sleeps, and the work is not done');
			this.time = Math.max(this.time, next.until);
			next.wake();
		}
	}
}
