import type { NodeExecutionHint } from 'n8n-workflow';
import { NOTICEABLE_MS } from '../../../core/clockSkew';
import type { RetryReason } from '../../../core/retry';
import { duration } from '../../../core/time';

/** Shorter waits are not reported. */
const WORTH_TELLING_MS = 1000;

const REASONS: Record<RetryReason, string> = {
	connection: 'the connection broke or could not be made',
	inProgress: 'an earlier request under the same key was still under way',
	limit: 'the limit of requests was reached',
	login: 'there was no session for a moment',
	malformed: 'the answer could not be read',
	nonce: 'something on the way had sent the request before',
	outage: 'the service was not available',
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
			`The clock of the machine that n8n runs on is ${duration(Math.abs(this.clockOffset))} ${side} ${this.service}’s. The requests were signed with ${this.service}’s time. Set the clock (turn on NTP).`,
		);
	}

	private repeatHint() {
		if (this.repeats.size === 0) return undefined;
		const parts = [...this.repeats].map(
			([reason, count]) => `${times(count)} because ${REASONS[reason]}`,
		);
		return info(
			`Requests were sent again: ${parts.join('; ')}. Only what can’t happen twice is repeated.`,
		);
	}

	private replayHint(count: number) {
		if (count === 0) return undefined;
		const what = count === 1 ? '1 result is' : `${count} results are`;
		return info(
			`${what} of an earlier run: ${this.service} had it already, and nothing was done twice. The item says so under "idempotency".`,
		);
	}

	private waitHint() {
		if (this.waitedMs < WORTH_TELLING_MS) return undefined;
		return info(
			`This run waited ${duration(this.waitedMs)} for ${this.service}’s limit of requests. If yours is higher, set it in the credential (Adjust Limits).`,
		);
	}

	private renewalHint(count: number) {
		if (count <= 0) return undefined;
		return info(
			`The session with ${this.service} was renewed ${times(count)} while this ran; nothing was lost by it.`,
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
