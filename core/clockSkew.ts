import { BoundedMap } from './boundedMap';
import { controlHeader } from './http/headers';

/** What a refusal because of the time tells about the server's clock. All times in milliseconds. */
interface ClockEvidence {
	/** the answer's `Date`, with a resolution of one second */
	date: string | undefined;
	/** the answer's `Age`; a cache gives the time of another answer */
	age: string | undefined;
	/** this machine's Unix time before and after the request */
	sentAt: number;
	receivedAt: number;
	/** the offset that the refused request was signed with */
	usedOffset: number;
}

/** A timestamp is valid this long before and after the server's time (kernelhost.md 3). */
const WINDOW_MS = 300_000;

/**
 * `Date` counts whole seconds, and the server may read its clock a moment before it writes the
 * header.
 */
const TOLERANCE_MS = 2000;

/**
 * More than a wrong time zone or a wrong day half can explain is not followed: a signature must not
 * be made for next year.
 */
const LARGEST_OFFSET_MS = 26 * 3_600_000;

/** Differences below this are left alone: a request takes as long. */
export const NOTICEABLE_MS = 30_000;

/** Why a refusal teaches nothing about the server's clock. */
export type Unproven = 'noDate' | 'cached' | 'contradiction' | 'tooFar';

/**
 * How far the server's clock is from this machine's, as far as the refusal proves it: a `Date` by
 * which the refused timestamp would have been valid contradicts the refusal itself, and is not
 * believed.
 * @returns milliseconds to add to this machine's time, or why there is no telling
 */
export function measureSkew(evidence: ClockEvidence): number | Unproven {
	const { date, age, sentAt, receivedAt, usedOffset } = evidence;
	const server = Date.parse(date ?? '');
	if (Number.isNaN(server)) return 'noDate';
	if (Number(age ?? 0) > 0) return 'cached';
	const offset = Math.round(server + 500 - (sentAt + receivedAt) / 2);
	if (Math.abs(offset) > LARGEST_OFFSET_MS) return 'tooFar';
	const roundTrip = Math.max(0, receivedAt - sentAt);
	const distance = Math.abs(offset - usedOffset);
	return distance + roundTrip / 2 + TOLERANCE_MS < WINDOW_MS ? 'contradiction' : offset;
}

/**
 * A credential has one host, and few n8n have so many. The one whose clock was confirmed longest
 * ago goes first.
 */
const MOST_HOSTS = 200;

/** The clocks of the servers that this process has had to follow, by origin. */
export class ClockSkews {
	private readonly offsets = new BoundedMap<number>(MOST_HOSTS);

	/**
	 * Milliseconds to add to this machine's time for a server; 0 where its clock was never an issue.
	 */
	offset(origin: string): number {
		return this.offsets.get(origin) ?? 0;
	}

	/**
	 * Keeps an offset that a request was signed with and accepted: the server's clock is then within
	 * its window of it.
	 */
	confirm(origin: string, offset: number): void {
		if (Math.abs(offset) < NOTICEABLE_MS) this.offsets.delete(origin);
		else this.offsets.set(origin, offset);
	}
}

/** One for the whole process: the credential signs by it, the client learns. */
export const clockSkews = new ClockSkews();

const header = controlHeader('x-n8n-clock-offset');

/**
 * The header that makes the credential sign one single request with a clock offset. An offset that
 * is only tried must not sign anything else until the server has accepted it.
 * @param offset in milliseconds
 */
export function skewHeader(offset: number): Record<string, string> {
	return header.put(String(offset));
}

/** Takes the offset off a request that is to be signed with one. */
export function takeSkewHeader(headers: Record<string, unknown> | undefined): number | undefined {
	const offset = header.take(headers);
	return offset === undefined ? undefined : Number(offset);
}
