import type { TokenBucket } from '../../core/rateLimiter';
import { Attempts, type Budget } from '../../core/retry';
import type { Agenda } from './agenda';
import type { SimulatedLimits, Verdict } from './limits';

/** An answer takes so long, half of it on the way there; an assumption, as no vendor names it. In milliseconds. */
const LATENCY_MS = 300;

/** What all lines of a simulation share. */
export interface World {
	agenda: Agenda;
	limits: SimulatedLimits;
	budget: Budget;
	/** between 0 and 1, from the seed */
	random: () => number;
}

/** One order, from the moment its execution wants to send it. */
export interface Order {
	askedAt: number;
	/** Called once, when it was accepted or given up. */
	end: (now: number, isAccepted: boolean) => void;
	/** Called for each 429. */
	refused: (now: number) => void;
}

interface Sending extends Order {
	attempts: Attempts;
	queuedAt: number;
	/** the first time that it was sent; undefined before */
	startedAt: number | undefined;
	/** what it waited in the line since, which its budget does not count */
	queuedMs: number;
}

/**
 * The requests of one worker with one key: what `Pacer` does with the shipped token bucket, and `send` with the shipped
 * `Attempts`, on an agenda in place of promises.
 */
export class Line {
	private readonly queue: Sending[] = [];
	private underWay = 0;
	private wakesAt = Infinity;

	constructor(
		private readonly world: World,
		private readonly bucket: TokenBucket,
		private readonly key: number,
		private readonly address: number,
	) {}

	order(order: Order): void {
		const attempts = new Attempts(this.world.budget, this.world.random);
		const queued = { queuedAt: order.askedAt, startedAt: undefined, queuedMs: 0 };
		this.join({ ...order, ...queued, attempts }, order.askedAt);
	}

	private join(sending: Sending, now: number): void {
		sending.queuedAt = now;
		this.queue.push(sending);
		this.letGo(now);
	}

	private letGo(now: number): void {
		while (this.queue.length > 0) {
			const wait = this.bucket.waitTime(now);
			if (wait > 0) return this.wake(now + Math.ceil(wait));
			this.send(this.queue.shift()!, now);
		}
	}

	private wake(time: number): void {
		if (this.wakesAt <= time) return;
		this.wakesAt = time;
		this.world.agenda.plan(time, (now) => {
			if (this.wakesAt !== now) return;
			this.wakesAt = Infinity;
			this.letGo(now);
		});
	}

	private send(sending: Sending, now: number): void {
		const { agenda, limits } = this.world;
		this.bucket.take(now);
		this.underWay++;
		if (sending.startedAt === undefined) sending.startedAt = now;
		else sending.queuedMs += now - sending.queuedAt;
		agenda.plan(now + LATENCY_MS / 2, (arrival) => {
			const verdict = limits.take(this.key, this.address, arrival);
			agenda.plan(now + LATENCY_MS, (end) => this.answered(sending, verdict, end));
		});
	}

	private answered(sending: Sending, verdict: Verdict, now: number): void {
		this.underWay--;
		if (verdict.allowed) {
			this.bucket.accepted(now, verdict.remaining - this.underWay);
			sending.end(now, true);
		} else {
			this.bucket.refused(now, verdict.retryAfterMs);
			sending.refused(now);
			const elapsed = now - (sending.startedAt ?? now) - sending.queuedMs;
			const wait = sending.attempts.next(verdict.retryAfterMs, elapsed);
			if (wait === undefined) sending.end(now, false);
			else this.world.agenda.plan(now + wait, (then) => this.join(sending, then));
		}
		this.letGo(now);
	}
}
