import type { PacerClock } from './pacer';
import { Pacer } from './pacer';
import type { Rate } from './tokenBucket';

/** From this many on, idle pacers are thrown away: a new one is no different. Where more are busy, from twice as many on. */
const TIDY_AT = 200;

/** A pacer for each key and host, shared by all executions of the process. */
export class Pacers {
	private readonly pacers = new Map<string, Pacer>();
	private tidyAt = TIDY_AT;

	constructor(private readonly clock: PacerClock) {}

	/** @param rate the limit as the credential has it now; other figures than before count from now on */
	of(key: string, rate: Rate): Pacer {
		let pacer = this.pacers.get(key);
		if (pacer) {
			pacer.setRate(rate);
			return pacer;
		}
		if (this.pacers.size >= this.tidyAt) this.tidy();
		pacer = new Pacer(rate, this.clock);
		this.pacers.set(key, pacer);
		return pacer;
	}

	/** How many are kept. */
	get size(): number {
		return this.pacers.size;
	}

	private tidy(): void {
		for (const [key, pacer] of this.pacers) {
			if (pacer.isIdle()) this.pacers.delete(key);
		}
		this.tidyAt = Math.max(TIDY_AT, this.pacers.size * 2);
	}
}
