import { measureSkew } from '../../../core/clockSkew';
import { retryDelay } from '../../../core/http/headers';
import { type FailureKind, mayBeDone, retryReason } from '../../../core/retry';

describe('clock-skew correction', () => {
	const date = 'Sun, 22 Nov 2026 02:05:59 GMT';
	const server = Date.UTC(2026, 10, 22, 2, 5, 59) + 500;
	const HOUR = 3_600_000;
	/**
	 * The skew shown by a rejection that came this many milliseconds after a request, on a machine
	 * that is this far behind.
	 */
	const measured = (behind: number, roundTrip = 0, usedOffset = 0) =>
		measureSkew({
			date,
			age: undefined,
			usedOffset,
			sentAt: server - behind - roundTrip / 2,
			receivedAt: server - behind + roundTrip / 2,
		});

	it('covers skew up to 26 hours and not a millisecond more', () => {
		expect([measured(26 * HOUR), measured(-26 * HOUR)]).toEqual([26 * HOUR, -26 * HOUR]);
		expect([measured(26 * HOUR + 1), measured(-26 * HOUR - 1)]).toEqual(['tooFar', 'tooFar']);
	});

	it('starts where the rejected timestamp may be outside the window, with two seconds of margin', () => {
		expect([measured(298_000), measured(297_999)]).toEqual([298_000, 'contradiction']);
		expect([measured(-298_000), measured(-297_999)]).toEqual([-298_000, 'contradiction']);
	});

	it('starts half the round trip earlier, because the server’s exact read time is unknown', () => {
		expect([measured(293_000, 10_000), measured(292_999, 10_000)]).toEqual([
			293_000,
			'contradiction',
		]);
	});

	it('assumes no latency if this machine’s clock was set back meanwhile', () => {
		expect(measured(297_999, -10_000)).toBe('contradiction');
		expect(measured(298_000, -10_000)).toBe(298_000);
	});

	it('is measured from the offset that the rejected request was signed with', () => {
		expect(measured(298_000, 0, 1)).toBe('contradiction');
		expect(measured(0, 0, 298_000)).toBe(0);
	});
});

describe('the wait that a server requests', () => {
	const now = Date.UTC(2026, 9, 21, 7, 27, 50);
	const requested = (value: string) => retryDelay({ 'retry-after': value }, now);

	it.each([
		'Wed, 21 Oct 2026 07:28:00 GMT',
		' Wed, 21 Oct 2026 07:28:00 GMT ',
		'Wed, 21 Oct 2026 09:28:00 +0200',
		'Wed, 21 Oct 2026 05:28:00 -0200',
		'Wednesday, 21-Oct-26 07:28:00 UTC',
		'Wed Oct 21 07:28:00 2026',
		'2026-10-21T07:28Z',
		'2026-10-21T07:28:00Z',
		'2026-10-21T07:28:00.000Z',
		'2026-10-21T09:28:00+02:00',
		'2026-10-21T02:58:00-04:30',
	])('is read from the date %j', (date) => {
		expect(requested(date)).toBe(10_000);
	});

	it.each([
		'soon Wed, 21 Oct 2026 07:28:00 GMT',
		'. Wed, 21 Oct 2026 07:28:00 GMT',
		'Wed, 21 Oct 2026 07:28:00 GMT (roughly)',
		'soon 2026-10-21T07:28:00Z',
		'2026-10-21T07:28:00Z (roughly)',
		'2026-10-21T07:28:00Z\0',
		'+002026-10-21T07:28:00Z',
		'1 (2026-10-21T07:28:00Z',
		'soon Wed Oct 21 07:28:00 2026',
		'Wed Oct 21 07:28:00 2026 (roughly)',
		'Wed, 99 Oct 2026 07:28:00 GMT',
	])('is not guessed from %j', (text) => {
		expect(requested(text)).toBeUndefined();
	});

	it.each([
		[999_999_999, 0, 999_999_999_000],
		[1_000_000_000, 999_999_995_000, 5000],
		[99_999_999_999, 99_999_999_994_000, 5000],
		[100_000_000_000, 99_999_995_000, 5000],
	])('of %i, at %i, is %i ms', (reset, time, wait) => {
		expect(retryDelay({ 'x-ratelimit-reset': String(reset) }, time)).toBe(wait);
		expect(retryDelay({ 'retry-after': String(reset) }, time)).toBe(wait);
	});
});

describe('the status of a response', () => {
	const answer = (status: number): FailureKind => ({ kind: 'answer', status });

	it('marks a success or a server error as possibly processed', () => {
		const statuses = [200, 299, 300, 400, 499, 500, 599];
		expect(statuses.filter((status) => mayBeDone(answer(status)))).toEqual([200, 299, 500, 599]);
	});

	it('makes the client fetch the stored response only after a success', () => {
		const write = { repeatable: true, isRead: false };
		const rules = { sessions: false, readsAfter500: false };
		const reasons = [299, 300].map((status) => retryReason(write, answer(status), rules));
		expect(reasons).toEqual(['malformed', undefined]);
	});
});
