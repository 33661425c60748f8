import type { Settings } from './settings';

/** The vendors' clock: this machine's, moved by the offset that the control API sets. */
export class Clock {
	constructor(private readonly settings: () => Settings) {}

	/** Milliseconds since the epoch. */
	now(): number {
		return Date.now() + this.settings().clock.offsetSeconds * 1000;
	}

	/** Whole seconds since the epoch. */
	seconds(): number {
		return Math.floor(this.now() / 1000);
	}

	/** Whether answers have a `Date` header. */
	get isShown(): boolean {
		return this.settings().clock.dateHeader;
	}

	iso(): string {
		return new Date(this.now()).toISOString();
	}
}

/**
 * Timers that end with the sandbox: nothing fires after a reset, and none keeps a process alive.
 */
export class Timers {
	private readonly pending = new Set<NodeJS.Timeout>();
	private isClosed = false;

	after(milliseconds: number, action: () => void): void {
		if (this.isClosed) return;
		const timer = setTimeout(() => {
			this.pending.delete(timer);
			action();
		}, milliseconds);
		timer.unref();
		this.pending.add(timer);
	}

	close(): void {
		this.isClosed = true;
		for (const timer of this.pending) clearTimeout(timer);
		this.pending.clear();
	}
}
