import {
	FixedWindows,
	type Limiter,
	tighter,
	TokenBuckets,
	type Verdict,
} from '../shared/rateLimits';
import type { Settings } from '../shared/settings';

type KernelHostLimitSettings = Settings['limits']['kernelhost'];

/**
 * The documented limits of kernelhost.md 7. Interpretations of what is ambiguous, all settable:
 * - "60 requests/min, burst 20": a token bucket 20 deep, refilled at one token a second.
 * - the day: 24 h from the key's first request, not a calendar day.
 * - per IP: 600 in a window of one minute, counted before the key is checked, `/v1/health`
 *   included.
 * - requests that fail authentication count for the IP only: only the owner of a key can use it up.
 */
export class KernelHostLimits {
	private readonly minute: Limiter;
	private readonly day: Limiter;
	private readonly ip: Limiter;

	constructor({ perMinute, burst, perDay, perIpPerMinute }: KernelHostLimitSettings) {
		this.minute = new TokenBuckets(perMinute / 60, burst);
		this.day = new FixedWindows(perDay, 86_400);
		this.ip = new FixedWindows(perIpPerMinute, 60);
	}

	async takeForIp(ip: string): Promise<Verdict> {
		return await this.ip.take(ip);
	}

	/** A request that the bucket rejects does not count for the day. */
	async takeForKey(keyId: string): Promise<Verdict> {
		const minute = await this.minute.take(keyId);
		return minute.allowed ? tighter(minute, await this.day.take(keyId)) : minute;
	}
}

/**
 * `X-RateLimit-Remaining` and `-Reset` (no `-Limit`: the page does not mention it), for the tighter
 * bucket. Reset is when that bucket is full again: the sandbox's own choice, as the page does not
 * say.
 */
export function limitHeaders(
	verdict: Verdict,
	nowMs: number,
	settings: KernelHostLimitSettings,
): Record<string, string> {
	const resetSeconds = Math.ceil(verdict.resetMs / 1000);
	const headers: Record<string, string> = {
		'x-ratelimit-remaining': String(verdict.remaining),
		'x-ratelimit-reset': String(
			settings.resetFormat === 'delta' ? resetSeconds : Math.ceil(nowMs / 1000) + resetSeconds,
		),
	};
	if (!verdict.allowed) headers['retry-after'] = retryAfter(verdict, nowMs, settings);
	return headers;
}

function retryAfter(verdict: Verdict, nowMs: number, settings: KernelHostLimitSettings): string {
	const seconds = Math.max(1, Math.ceil(verdict.retryAfterMs / 1000));
	if (settings.retryAfterFormat === 'seconds') return String(seconds);
	// An HTTP date has whole seconds; rounded up, so that a client that waits for it has waited long
	// enough.
	return new Date((Math.ceil(nowMs / 1000) + seconds) * 1000).toUTCString();
}
