import * as fc from 'fast-check';
import {
	checkExpiry,
	checkId,
	checkLimits,
} from '../../../nodes/KillB/resources/ramp/quotationChecks';
import { GuardError } from '../../../nodes/shared/errors/failure';

const QUOTATION = {
	id: 'q-1',
	fromCurrency: 'COP',
	toCurrency: 'USDC',
	fromAmount: 400000,
	toAmount: 98.5,
	rate: 0.00024625,
};

function rejection(check: () => unknown): GuardError | undefined {
	try {
		check();
		return undefined;
	} catch (error) {
		if (error instanceof GuardError) return error;
		throw error;
	}
}

function held(quotation: object, limits: { minimumReceived?: number; maximumSent?: number }) {
	return rejection(() =>
		checkLimits(
			{ ...QUOTATION, ...quotation },
			{ minimumReceived: limits.minimumReceived, maximumSent: limits.maximumSent },
		),
	);
}

describe('the limits of a quotation', () => {
	it.each([
		[{}, {}],
		[{}, { minimumReceived: 98.5, maximumSent: 400000 }],
		[{}, { minimumReceived: 98.49999999, maximumSent: 400000.00000001 }],
		[{ toAmount: '98.500' }, { minimumReceived: 98.5 }],
		[{ toAmount: '12345678901234567.89' }, { minimumReceived: 12345678901234566 }],
		[{ toAmount: '12345678901234568' }, { minimumReceived: 12345678901234568 }],
		[{ fromAmount: 1e-7 }, { maximumSent: 0.0000001 }],
		[{ toAmount: 0.30000000000000004 }, { minimumReceived: 0.3 }],
	])('are met by %j under %j', (quotation, limits) => {
		expect(held(quotation, limits)).toBeUndefined();
	});

	it.each<[object, { minimumReceived?: number; maximumSent?: number }, object]>([
		// In floating point these differences are 0.30000000000001137, 0.10000000000000009, 1.1e-16 and
		// 0.
		[{ toAmount: 98.1 }, { minimumReceived: 98.4 }, { minimumReceived: '0.3' }],
		[{ fromAmount: 0.8 }, { maximumSent: 0.7 }, { maximumSent: '0.1' }],
		[
			{ toAmount: 0.2999999999999999 },
			{ minimumReceived: 0.3 },
			{ minimumReceived: '0.0000000000000001' },
		],
		[
			{ fromAmount: '400000.00000000000000001' },
			{ maximumSent: 400000 },
			{ maximumSent: '0.00000000000000001' },
		],
		[
			{ fromAmount: 0.30000000000000004 },
			{ maximumSent: 0.3 },
			{ maximumSent: '0.00000000000000004' },
		],
		[
			{ toAmount: '12345678901234567.89' },
			{ minimumReceived: 12345678901234568 },
			{ minimumReceived: '0.11' },
		],
		[
			{ toAmount: 1, fromAmount: 3 },
			{ minimumReceived: 2, maximumSent: 1 },
			{ minimumReceived: '1', maximumSent: '2' },
		],
		[{ toAmount: 0 }, { minimumReceived: 5 }, { minimumReceived: '5' }],
	])('are missed by %j under %j by exactly %j', (quotation, limits, missedBy) => {
		const error = held(quotation, limits);
		expect(error?.errorCode).toBe('QUOTATION_OVER_LIMIT');
		expect(error?.details).toEqual({
			missedBy,
			quotation: { ...QUOTATION, ...quotation },
		});
	});

	it('report which one was missed and by how much, and that nothing was exchanged', () => {
		const error = held({ toAmount: 98.1 }, { minimumReceived: 98.4, maximumSent: 399999.5 });
		expect(error?.message).toBe(
			'KillB’s quotation was rejected: 98.1 USDC would be received, 0.3 less than the Minimum Received of 98.4; 400000 COP would be sent, 0.5 more than the Maximum Sent of 399999.5',
		);
		expect(error?.description).toBe(
			'No ramp was created, and nothing was exchanged. Run it again to get a new quotation, or change the limit. Quotation q-1: 400000 COP → 98.1 USDC, rate 0.00024625.',
		);
	});

	it.each([undefined, null, '', 'a lot', '1,5', -1, '-1', NaN, Infinity, true, { amount: 98.5 }])(
		'are not considered met if the amount is %p, which cannot be compared',
		(amount) => {
			const error = held({ toAmount: amount }, { minimumReceived: 1 });
			expect(error?.message).toMatch(/no amount to compare with the Minimum Received$/);
			expect(error?.errorCode).toBe('QUOTATION_NOT_COMPARABLE');
			expect(held({ fromAmount: amount }, { maximumSent: 1e15 })?.errorCode).toBe(
				'QUOTATION_NOT_COMPARABLE',
			);
			expect(held({ toAmount: amount }, { maximumSent: 400000 })).toBeUndefined();
		},
	);

	it('hold for any two amounts exactly as for integers of their smallest digit', () => {
		const amount = fc.record({
			units: fc.bigInt({ min: 1n, max: 10n ** 24n }),
			scale: fc.nat({ max: 12 }),
		});
		const written = ({ units, scale }: { units: bigint; scale: number }) => {
			const digits = String(units).padStart(scale + 1, '0');
			const whole = digits.slice(0, digits.length - scale);
			return scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`;
		};
		fc.assert(
			fc.property(amount, fc.integer({ min: 1, max: 10 ** 15 }), (quoted, limit) => {
				const requested = BigInt(limit) * 10n ** BigInt(quoted.scale);
				const error = held({ toAmount: written(quoted) }, { minimumReceived: limit });
				expect(error === undefined).toBe(quoted.units >= requested);
				const other = held({ fromAmount: written(quoted) }, { maximumSent: limit });
				expect(other === undefined).toBe(quoted.units <= requested);
			}),
		);
	});
});

describe('the expiry of a quotation', () => {
	const NOW = Date.UTC(2026, 10, 22, 2, 0, 0);
	const check = (expiresAt: unknown, headers: Record<string, string> = {}) =>
		rejection(() =>
			checkExpiry(
				{ ...QUOTATION, expiresAt: expiresAt as number },
				{ status: 201, headers, body: {}, attempts: 1 },
				NOW,
			),
		);

	it.each([
		['in milliseconds', NOW + 1],
		['in seconds', NOW / 1000 + 1],
		['not given', undefined],
		['in an unknown format', 'in a while'],
	])('accepts a quotation that expires later: %s', (_, expiresAt) => {
		expect(check(expiresAt)).toBeUndefined();
	});

	it.each([
		['in milliseconds', NOW],
		['in seconds', NOW / 1000],
		['in milliseconds as text', String(NOW - 1)],
	])('rejects an expired quotation: %s', (_, expiresAt) => {
		const error = check(expiresAt);
		expect(error?.message).toMatch(
			/^KillB’s quotation had already expired, at 2026-11-22T0\d:\d\d/,
		);
		expect(error?.description).toMatch(/^No ramp was created, and nothing was exchanged\./);
		expect(error?.errorCode).toBe('QUOTATION_EXPIRED');
		expect(error?.details).toMatchObject({ quotation: { id: 'q-1' } });
	});

	it('is measured by the server’s clock if the response has its time', () => {
		const hourLater = new Date(NOW + 3_600_000).toUTCString();
		const hourBefore = new Date(NOW - 3_600_000).toUTCString();
		expect(check(NOW + 30_000, { date: hourLater })).toBeInstanceOf(GuardError);
		expect(check(NOW - 30_000, { date: hourBefore })).toBeUndefined();
	});
});

describe('the ID of a quotation', () => {
	it('is returned if there is one', () => {
		expect(checkId(QUOTATION)).toBe('q-1');
	});

	it.each([undefined, null, '', 7, {}])('is reported missing if it is %p', (id) => {
		const error = rejection(() => checkId({ ...QUOTATION, id: id as string }));
		expect(error?.errorCode).toBe('QUOTATION_WITHOUT_ID');
	});
});
