import { AsyncLocalStorage } from 'node:async_hooks';

/** This machine's clock as one run has it. */
export class SteppedClock {
	/** ahead of the real one */
	offsetMs = 0;

	/** As NTP, or a person, sets a clock. */
	step(milliseconds: number): void {
		this.offsetMs += milliseconds;
	}
}

/**
 * Which run asks for the time: runs go side by side, and so does the sandbox, whose clock stays as
 * it is.
 */
const clocks = new AsyncLocalStorage<SteppedClock>();
const RealDate = Date;
const realNow = Date.now;

/**
 * Lets `Date` follow the clock of the run that asks. `performance.now` and timers go on as they do.
 * The nodes take `Date.now` when they are loaded, so this comes before.
 */
export function makeClocksMovable(): void {
	const now = () => realNow() + (clocks.getStore()?.offsetMs ?? 0);
	globalThis.Date = new Proxy(RealDate, {
		construct: (target, given: [], newTarget) =>
			Reflect.construct(target, given.length > 0 ? given : [now()], newTarget) as Date,
		get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
	});
}

/** Runs something whose `Date` is that of a clock. */
export async function withClock<T>(clock: SteppedClock, work: () => Promise<T>): Promise<T> {
	return await clocks.run(clock, work);
}

/** Following a clock through everything costs time: from here on nothing does. */
export function clocksAreOver(): void {
	clocks.disable();
}
