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

	iso(): string {
		return new Date(this.now()).toISOString();
	}
}
