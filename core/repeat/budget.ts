/** How often and how long one request is tried. */
export interface Budget {
	/** tries in all, the first included */
	maximumAttempts: number;
	/** milliseconds from the first try to the start of the last, waits and answers included, but not the waits behind others of this n8n */
	maximumWaitMs: number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** What is added to a wait that the server asked for, so that those who were refused together do not come back together. */
const LONGEST_SPREAD_MS = 1000;

/** The tries of one request. */
export class Attempts {
	/** tries that were begun */
	count = 1;

	/** @param random as `Math.random` */
	constructor(
		private readonly budget: Budget,
		private readonly random: () => number,
	) {}

	/**
	 * Counts one more try.
	 * @param asked how long the server asked to wait, in milliseconds
	 * @param elapsed milliseconds since the first try was sent, as the budget counts them
	 * @returns milliseconds to wait before it; undefined when the budget does not allow it
	 */
	next(asked: number | undefined, elapsed: number): number | undefined {
		const wait = asked === undefined ? this.backOff() : this.spread(asked);
		const isOver =
			this.count >= this.budget.maximumAttempts ||
			elapsed + (asked ?? wait) > this.budget.maximumWaitMs;
		if (isOver) return undefined;
		this.count++;
		return wait;
	}

	/** Half of the wait is fixed, half is chance: it grows for sure, and no two meet. */
	private backOff(): number {
		const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.count - 1));
		return (full * (1 + this.random())) / 2;
	}

	private spread(asked: number): number {
		return asked + this.random() * LONGEST_SPREAD_MS;
	}
}
