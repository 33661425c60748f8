import { BoundedMap } from './boundedMap';
import { controlHeader } from './http/headers';
import { processWide } from './processWide';

/**
 * Evidence of the server's clock, from a response that rejects a timestamp. All times are in
 * milliseconds.
 */
interface ClockEvidence {
	/** the answer's `Date`, with a resolution of one second */
	date: string | undefined;
	/** the answer's `Age`: a cached answer has an old `Date` */
	age: string | undefined;
	/** this machine's Unix time before and after the request */
	sentAt: number;
	receivedAt: number;
	/** the offset that the rejected request was signed with */
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
 * Larger than a wrong time zone or a swapped AM/PM explains. Larger offsets are not followed: a
 * signature must not be made for next year.
 */
const LARGEST_OFFSET_MS = 26 * 3_600_000;

/** Smaller differences are ignored: a request may take as long. */
export const NOTICEABLE_MS = 30_000;

/** Why a rejection tells nothing about the server's clock. */
export type Unproven = 'noDate' | 'cached' | 'contradiction' | 'tooFar';

/**
 * Measures the difference between the server's clock and this machine's. A `Date` by which the
 * rejected timestamp would have been valid contradicts the rejection and is ignored.
 * @returns milliseconds to add to this machine's time, or why it can't be measured
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
 * Compares this machine's clock with a server's, in words.
 * @param date the `Date` header of an answer, with a resolution of one second
 * @param now Unix time in milliseconds
 * @returns the size of the difference; undefined where the answer has no date
 */
export function compareClocks(
	service: string,
	date: string | undefined,
	now: number,
): { seconds: number | undefined; message: string } {
	const server = Date.parse(date ?? '');
	if (Number.isNaN(server)) {
		return { seconds: undefined, message: 'The server did not report its time.' };
	}
	const ahead = Math.round((now - server) / 1000);
	const seconds = Math.abs(ahead);
	const message =
		seconds <= 1
			? 'The clocks match.'
			: `n8n’s clock is ${seconds} seconds ${ahead > 0 ? 'ahead of' : 'behind'} ${service}’s.`;
	return { seconds, message };
}

/**
 * A credential has one host, and few instances have this many. The host whose clock was confirmed
 * longest ago is dropped first.
 */
const MOST_HOSTS = 200;

/** The clock skews of the servers whose clocks differ from this machine's, by origin. */
export class ClockSkews {
	private readonly offsets = new BoundedMap<number>(MOST_HOSTS);

	/**
	 * Returns the milliseconds to add to this machine's time for a server; 0 where no skew is known.
	 */
	offset(origin: string): number {
		return this.offsets.get(origin) ?? 0;
	}

	/** Keeps the offset of a request that the server accepted, so its clock is within the window. */
	confirm(origin: string, offset: number): void {
		if (Math.abs(offset) < NOTICEABLE_MS) this.offsets.delete(origin);
		else this.offsets.set(origin, offset);
	}
}

/** One for the whole process: the client updates it, the credential signs with it. */
export const clockSkews = processWide('clock skews', () => new ClockSkews());

const header = controlHeader('x-n8n-clock-offset');

/**
 * Returns the header that makes the credential sign a single request with a clock offset. No other
 * request uses an offset until the server has accepted it.
 * @param offset in milliseconds
 */
export function skewHeader(offset: number): Record<string, string> {
	return header.put(String(offset));
}

/** Removes the offset header from a request and returns its value. */
export function takeSkewHeader(headers: Record<string, unknown> | undefined): number | undefined {
	const offset = header.take(headers);
	return offset === undefined ? undefined : Number(offset);
}
