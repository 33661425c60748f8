import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import type { Journal, Service } from './journal';
import type { Settings } from './settings';
import type { Timers } from './time';

/**
 * The request of one attempt, created again each time, because it contains a counter or a
 * timestamp.
 */
interface SignedMessage {
	body: string;
	headers: Record<string, string>;
}

interface Delivery {
	service: Service;
	url: string;
	/** `attempt` counts from 1. */
	message: (attempt: number) => SignedMessage;
	/** Overrides the `deliveries.maxAttempts` setting. */
	maxAttempts?: number;
}

export interface AttemptResult {
	status: number | null;
	answer: string | null;
	error?: string;
}

/** The outcome of events that were waiting, or came, when everything was dropped. */
const DROPPED: AttemptResult = { status: null, answer: null, error: 'dropped' };

/**
 * Sends webhooks: an answer other than 2xx is retried with exponential back-off, and each attempt
 * is recorded in the journal. Redirects are not followed. A slow receiver does not delay other
 * deliveries.
 */
export class Deliveries {
	private readonly abort = new AbortController();
	private readonly window: ReorderWindow;
	// Kept-alive connections would outlive the receivers that tests start and stop.
	private readonly agents = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() };

	constructor(
		private readonly journal: Journal,
		private readonly settings: () => Settings,
		private readonly timers: Timers,
	) {
		this.window = new ReorderWindow(timers);
	}

	/**
	 * Resolves with the first attempt's outcome; later attempts continue by themselves. Duplicates
	 * are sent in parallel to it.
	 */
	async send(delivery: Delivery): Promise<AttemptResult> {
		const { duplicates, reorderWindowMs } = this.settings().deliveries;
		const once = async () =>
			await this.window.pass(reorderWindowMs, async () =>
				this.abort.signal.aborted ? DROPPED : await this.attempt(delivery, 1),
			);
		const [outcome] = await Promise.all([once(), ...Array.from({ length: duplicates }, once)]);
		return outcome;
	}

	/** Drops everything that is in flight, waiting or scheduled. */
	close(): void {
		this.abort.abort();
		this.window.release();
	}

	private async attempt(delivery: Delivery, attempt: number): Promise<AttemptResult> {
		const { backoffMs, maxAttempts } = this.settings().deliveries;
		const result = await this.post(delivery, attempt);
		const accepted = result.status !== null && result.status >= 200 && result.status < 300;
		if (!accepted && attempt < (delivery.maxAttempts ?? maxAttempts)) {
			this.timers.after(backoffMs * 2 ** (attempt - 1), () => {
				void this.attempt(delivery, attempt + 1);
			});
		}
		return result;
	}

	private async post(delivery: Delivery, attempt: number): Promise<AttemptResult> {
		const { body, headers } = delivery.message(attempt);
		const entry = this.journal.add({
			direction: 'out',
			service: delivery.service,
			method: 'POST',
			path: delivery.url,
			headers: Object.fromEntries(
				Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
			),
			body,
			status: null,
			answer: null,
			attempt,
		});
		try {
			const response = await axios.post<string>(delivery.url, Buffer.from(body), {
				...this.agents,
				headers,
				signal: this.abort.signal,
				timeout: this.settings().deliveries.timeoutMs,
				maxRedirects: 0,
				proxy: false,
				responseType: 'text',
				transformResponse: (text: unknown) => text,
				validateStatus: () => true,
			});
			this.journal.fill(entry, { status: response.status, answer: response.data });
		} catch (error) {
			const what = error instanceof Error ? error.message || error.name : String(error);
			this.journal.fill(entry, { error: what });
		}
		return {
			status: entry.status,
			answer: entry.answer,
			...(entry.error === undefined ? {} : { error: entry.error }),
		};
	}
}

/**
 * Holds deliveries for a time span, and then sends them last one first, each after the previous one
 * was answered.
 */
class ReorderWindow {
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

	/** Sends the held deliveries, early if the span is not over. */
	release(): void {
		const sends = this.held.reverse();
		this.held = [];
		void (async () => {
			for (const send of sends) await send();
		})();
	}
}
