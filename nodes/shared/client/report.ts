import type { NodeExecutionHint } from 'n8n-workflow';
import { NOTICEABLE_MS } from '../../../core/clockSkew';
import type { RetryReason } from '../../../core/retry';
import { duration } from '../../../core/time';

/** Shorter waits are not reported. */
const WORTH_TELLING_MS = 1000;

const REASONS: Record<RetryReason, string> = {
	connection: 'the connection failed',
	inProgress: 'an earlier request with the same key was still in progress',
	limit: 'the rate limit was reached',
	login: 'the login failed temporarily',
	malformed: 'the response could not be read',
	nonce: 'a proxy had already sent the request',
	outage: 'the service was unavailable',
	session: 'the session had ended',
};

/** Collects what happened to the requests of one run, for the hints shown to the user. */
export class RunReport {
	private waiting = 0;
	private waitingSince = 0;
	private waitedMs = 0;
	private readonly repeats = new Map<RetryReason, number>();
	private clockOffset = 0;

	constructor(private readonly service: string) {}

	/**
	 * Measures the time in which at least one request waited for the limit; concurrent waits count
	 * once.
	 */
	async whileWaiting<T>(now: () => number, wait: () => Promise<T>): Promise<T> {
		if (this.waiting++ === 0) this.waitingSince = now();
		try {
			return await wait();
		} finally {
			if (--this.waiting === 0) this.waitedMs += now() - this.waitingSince;
		}
	}

	repeated(reason: RetryReason): void {
		this.repeats.set(reason, (this.repeats.get(reason) ?? 0) + 1);
	}

	/**
	 * Records a corrected clock skew.
	 * @param offset milliseconds by which the requests' timestamps differ from this machine's time
	 */
	signedWithOffset(offset: number): void {
		if (Math.abs(offset) > Math.abs(this.clockOffset)) this.clockOffset = offset;
	}

	/**
	 * Returns the hints of the run, the most urgent first.
	 * @param counted counts that come from the results and the credential
	 */
	hints(counted: { replays: number; renewals: number }): NodeExecutionHint[] {
		return [
			this.clockHint(),
			this.repeatHint(),
			this.replayHint(counted.replays),
			this.waitHint(),
			this.renewalHint(counted.renewals),
		].flatMap((hint) => (hint ? [{ location: 'outputPane' as const, ...hint }] : []));
	}

	private clockHint() {
		if (Math.abs(this.clockOffset) < NOTICEABLE_MS) return undefined;
		const side = this.clockOffset > 0 ? 'behind' : 'ahead of';
		return warning(
			`n8n’s clock is ${duration(Math.abs(this.clockOffset))} ${side} ${this.service}’s. Requests were signed with ${this.service}’s time instead. Set the clock of the machine that runs n8n (turn on NTP).`,
		);
	}

	private repeatHint() {
		if (this.repeats.size === 0) return undefined;
		const parts = [...this.repeats].map(
			([reason, count]) => `${times(count)} because ${REASONS[reason]}`,
		);
		return info(
			`Requests were retried: ${parts.join('; ')}. Only requests that are safe to repeat are retried.`,
		);
	}

	private replayHint(count: number) {
		if (count === 0) return undefined;
		const what = count === 1 ? '1 result was' : `${count} results were`;
		return info(
			`${what} replayed from an earlier run. Nothing was done twice. Details are in the item under "idempotency".`,
		);
	}

	private waitHint() {
		if (this.waitedMs < WORTH_TELLING_MS) return undefined;
		return info(
			`This run waited ${duration(this.waitedMs)} for ${this.service}’s rate limit. If your limit is higher, set it in the credential (Adjust Limits).`,
		);
	}

	private renewalHint(count: number) {
		if (count <= 0) return undefined;
		return info(
			`The ${this.service} session was refreshed ${times(count)} during this run. Nothing was lost.`,
		);
	}
}

function info(message: string) {
	return { message, type: 'info' as const };
}

function warning(message: string) {
	return { message, type: 'warning' as const };
}

function times(count: number): string {
	return count === 1 ? 'once' : `${count} times`;
}
