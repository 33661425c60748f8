import type { Rate } from './tokenBucket';
import { TokenBucket } from './tokenBucket';

/** Time as a pacer needs it; tests give one of their own. */
export interface PacerClock {
	/** milliseconds of a clock that never goes back */
	now(): number;
	/** Resolves after so many milliseconds; rejects as soon as the signal says stop. */
	sleep(milliseconds: number, stop?: AbortSignal): Promise<void>;
	/** Resolves with the promise; rejects as soon as the signal says stop. */
	unlessStopped<T>(promise: Promise<T>, stop?: AbortSignal): Promise<T>;
}

/** The limit is used up for longer than anybody wants to wait, such as a day's quota. Nothing was sent. */
export class LimitUsedUp extends Error {
	/** @param waitMs milliseconds until the limit is free again, as the server said */
	constructor(readonly waitMs: number) {
		super('The limit of requests is used up');
	}
}

/** A limit that is used up for long is asked about again after this time: the vendor may have raised it. */
const ASK_AGAIN_MS = 60_000;

/** Lets the requests of one key go as fast as its limit allows, in the order in which they asked. */
export class Pacer {
	private readonly bucket: TokenBucket;
	private tail: Promise<void> = Promise.resolve();
	private underWay = 0;
	private usedUp: { until: number; askAgainAt: number } | undefined;

	constructor(
		rate: Rate,
		private readonly clock: PacerClock,
	) {
		this.bucket = new TokenBucket(rate);
	}

	setRate(rate: Rate): void {
		this.bucket.setRate(rate, this.clock.now());
	}

	/**
	 * Resolves when one more request may go. Every admitted request must be told the end of, by `done`.
	 * @throws LimitUsedUp; whatever the clock rejects with when the signal says stop
	 */
	async admit(stop?: AbortSignal): Promise<void> {
		const before = this.tail;
		let leave = (): void => undefined;
		this.tail = new Promise<void>((resolve) => {
			leave = resolve;
		});
		try {
			await this.clock.unlessStopped(before, stop);
			await this.waitForToken(stop);
			this.bucket.take(this.clock.now());
			this.underWay++;
		} finally {
			// The next one's turn comes when all before it have gone, also when this one gave up in the middle of the line.
			void before.then(leave);
		}
	}

	private async waitForToken(stop: AbortSignal | undefined): Promise<void> {
		for (;;) {
			const now = this.clock.now();
			if (this.usedUp && now < this.usedUp.askAgainAt) {
				throw new LimitUsedUp(this.usedUp.until - now);
			}
			const wait = this.bucket.waitTime(now);
			if (wait <= 0) return;
			await this.clock.sleep(Math.ceil(wait), stop);
		}
	}

	/** An admitted request has ended without a word about the limit. */
	done(): void {
		this.underWay--;
	}

	/**
	 * An admitted request was let through by the server.
	 * @param remaining how many more the server would let through, as it counted when it answered
	 */
	accepted(remaining: number | undefined): void {
		this.underWay--;
		this.usedUp = undefined;
		const rest = remaining === undefined ? undefined : remaining - this.underWay;
		this.bucket.accepted(this.clock.now(), rest);
	}

	/**
	 * An admitted request was refused because of the limit. All others of this key wait as well.
	 * @param waitMs how long the server asks to wait
	 * @param longestMs how long anybody would wait; from there on requests fail at once until the server is asked again
	 */
	refused(waitMs: number, longestMs: number): void {
		this.underWay--;
		const now = this.clock.now();
		if (waitMs <= longestMs) {
			this.bucket.refused(now, waitMs);
			return;
		}
		this.usedUp = { until: now + waitMs, askAgainAt: now + Math.min(waitMs, ASK_AGAIN_MS) };
	}

	/** Whether a new one would be no different. */
	isIdle(): boolean {
		const now = this.clock.now();
		const isUsedUp = this.usedUp !== undefined && now < this.usedUp.until;
		return this.underWay === 0 && !isUsedUp && this.bucket.isFull(now);
	}
}
