import * as fc from 'fast-check';
import {
	measureSkew,
	NOTICEABLE_MS,
	ClockSkews,
	takeSkewHeader,
	skewHeader,
} from '../../../core/clockSkew';

const HOUR = 3_600_000;
/** The server's rule (kernelhost.md 3). */
const WINDOW = 300_000;
const NOW = 1_790_000_000_000;

const httpDate = (time: number) => new Date(time).toUTCString();
const offsets = fc.integer({ min: -26 * HOUR + 10_000, max: 26 * HOUR - 10_000 });
const roundTrips = fc.nat(5000);

/** A rejection by a server whose clock is `ahead` of this machine's, and whose `Date` is true. */
function rejection(ahead: number, usedOffset: number, roundTrip = 0) {
	const answeredAt = NOW + roundTrip / 2;
	return {
		date: httpDate(answeredAt + ahead),
		age: undefined,
		sentAt: NOW,
		receivedAt: NOW + roundTrip,
		usedOffset,
	};
}

describe('the clock skew shown by a rejection', () => {
	it('is exact to a second plus half the round trip if the response is truthful', () => {
		fc.assert(
			fc.property(offsets, offsets, roundTrips, (ahead, used, roundTrip) => {
				fc.pre(Math.abs(ahead - used) > WINDOW + 6000);
				const offset = measureSkew(rejection(ahead, used, roundTrip));
				expect(Math.abs(Number(offset) - ahead)).toBeLessThanOrEqual(501 + roundTrip / 2);
			}),
		);
	});

	it('is accurate enough for the next request to be accepted', () => {
		fc.assert(
			fc.property(offsets, offsets, roundTrips, (ahead, used, roundTrip) => {
				fc.pre(Math.abs(ahead - used) > WINDOW);
				const offset = measureSkew(rejection(ahead, used, roundTrip));
				expect(typeof offset).toBe('number');
				expect(Math.abs(Number(offset) - ahead)).toBeLessThan(WINDOW);
			}),
		);
	});

	it('is unknown if Date contradicts the rejection, because the timestamp was valid', () => {
		fc.assert(
			fc.property(
				offsets,
				fc.integer({ min: -290_000, max: 290_000 }),
				roundTrips,
				(used, apart, roundTrip) => {
					const claimed = used + apart;
					fc.pre(Math.abs(claimed) < 26 * HOUR - 10_000);
					expect(measureSkew(rejection(claimed, used, roundTrip))).toBe('contradiction');
				},
			),
		);
	});

	it('is limited to a wrong time zone plus half a day', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 8e12 }), offsets, (server, usedOffset) => {
				const evidence = { date: httpDate(server), age: undefined, sentAt: NOW, receivedAt: NOW };
				const offset = measureSkew({ ...evidence, usedOffset });
				if (typeof offset === 'number') expect(Math.abs(offset)).toBeLessThanOrEqual(26 * HOUR);
				else expect(['contradiction', 'tooFar']).toContain(offset);
			}),
		);
	});

	it.each([undefined, '', 'yesterday', 'NaN'])('is unknown if Date is %j', (date) => {
		expect(measureSkew({ ...rejection(HOUR, 0), date })).toBe('noDate');
	});

	it('is unknown if the response came from a cache', () => {
		expect(measureSkew({ ...rejection(HOUR, 0), age: '1' })).toBe('cached');
		expect(measureSkew({ ...rejection(HOUR, 0), age: '0' })).not.toBe('cached');
	});

	it('is zero again if the clock was set while an offset was known', () => {
		fc.assert(
			fc.property(offsets, (known) => {
				fc.pre(Math.abs(known) > WINDOW + 3000);
				const offset = Number(measureSkew(rejection(0, known)));
				expect(Math.abs(offset)).toBeLessThanOrEqual(501);
				const clocks = new ClockSkews();
				clocks.confirm('a', known);
				clocks.confirm('a', offset);
				expect(clocks.offset('a')).toBe(0);
			}),
		);
	});
});

/**
 * One request as the client sends it: signed with the known offset; if rejected, signed again by
 * the response's Date; the offset is kept if accepted.
 */
function sendOnce(clocks: ClockSkews, ahead: number, date: string): boolean {
	const isAccepted = (offset: number) => Math.abs(offset - ahead) <= WINDOW;
	const usedOffset = clocks.offset('host');
	if (isAccepted(usedOffset)) return true;
	const evidence = { date, age: undefined, sentAt: NOW, receivedAt: NOW, usedOffset };
	const trial = measureSkew(evidence);
	if (typeof trial !== 'number' || !isAccepted(trial)) return false;
	clocks.confirm('host', trial);
	return true;
}

describe('the clock offsets of servers', () => {
	it('never differ by more than the window from an accepted one, whatever Dates are sent', () => {
		const lies = fc.array(fc.record({ ahead: offsets, told: offsets }), { maxLength: 30 });
		fc.assert(
			fc.property(lies, (story) => {
				const clocks = new ClockSkews();
				let lastAccepted = 0;
				for (const { ahead, told } of story) {
					if (sendOnce(clocks, ahead, httpDate(NOW + told))) lastAccepted = ahead;
					const known = clocks.offset('host');
					// Small offsets count as zero, which is no less accurate.
					expect(Math.abs(known - lastAccepted)).toBeLessThanOrEqual(WINDOW + NOTICEABLE_MS);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('are kept per host, and dropped once they are unnoticeable', () => {
		const clocks = new ClockSkews();
		clocks.confirm('a', HOUR);
		clocks.confirm('b', -NOTICEABLE_MS);
		expect([clocks.offset('a'), clocks.offset('b'), clocks.offset('c')]).toEqual([
			HOUR,
			-NOTICEABLE_MS,
			0,
		]);
		clocks.confirm('a', NOTICEABLE_MS - 1);
		expect(clocks.offset('a')).toBe(0);
		expect(clocks.offset('b')).toBe(-NOTICEABLE_MS);
	});
});

describe('the clock offset header', () => {
	it('is read back as written', () => {
		fc.assert(
			fc.property(offsets, (offset) => {
				expect(takeSkewHeader(skewHeader(offset))).toBe(offset);
			}),
		);
	});

	it('is optional', () => {
		expect(takeSkewHeader(undefined)).toBeUndefined();
		expect(takeSkewHeader({ accept: '5' })).toBeUndefined();
	});

	it.each(['', ' ', '5', '-60000', '1.5', 'abc', 5])(
		'is rejected if no node set it, such as %j',
		(value) => {
			expect(() => takeSkewHeader({ 'X-N8N-Clock-Offset': value })).toThrow(
				'Remove the header "x-n8n-clock-offset": it is reserved for the nodes of this package. Nothing was sent.',
			);
		},
	);
});
