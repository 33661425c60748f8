import { AsyncLocalStorage } from 'node:async_hooks';

/** This machine's clock as one run sees it. */
export class SteppedClock {
	/** ahead of the real one */
	offsetMs = 0;

	/** Sets the clock, as NTP or a person does. */
	step(milliseconds: number): void {
		this.offsetMs += milliseconds;
	}
}

/**
 * The clock of the current run. Runs are concurrent, and so is the sandbox, whose clock does not
 * change.
 */
const clocks = new AsyncLocalStorage<SteppedClock>();
const RealDate = Date;
const realNow = Date.now;

/**
 * Makes `Date` follow the clock of the calling run. `performance.now` and timers are unchanged. The
 * nodes read `Date.now` when they are loaded, so call this first.
 */
export function makeClocksMovable(): void {
	const now = () => realNow() + (clocks.getStore()?.offsetMs ?? 0);
	globalThis.Date = new Proxy(RealDate, {
		construct: (target, given: [], newTarget) =>
			Reflect.construct(target, given.length > 0 ? given : [now()], newTarget) as Date,
		get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
	});
}

/** Runs `work` with the `Date` of a clock. */
export async function withClock<T>(clock: SteppedClock, work: () => Promise<T>): Promise<T> {
	return await clocks.run(clock, work);
}

/** Tracking a clock through all async calls costs time: from here on nothing does. */
export function stopMovingClocks(): void {
	clocks.disable();
}
