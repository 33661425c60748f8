import * as fc from 'fast-check';
import { Decimal, sum } from '../../../sandbox/killb/decimal';

const places = 6;
const micros = fc.bigInt({ min: 1n, max: 10n ** 15n });
const text = (units: bigint) => {
	const digits = units.toString().padStart(places + 1, '0');
	return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
};

test.each([
	[0.1, '0.1'],
	['1.500', '1.5'],
	[1e21, '1000000000000000000000'],
	[1.5e-7, '0.00000015'],
	['-0.05', '-0.05'],
	[0, '0'],
])('%s is read as %s', (value, expected) => {
	expect(Decimal.of(value).toString()).toBe(expected);
});

test.each(['', 'ten', '1,5', '0x10', Number.NaN, Number.POSITIVE_INFINITY])(
	'%p is not a decimal number',
	(value) => {
		expect(() => Decimal.of(value)).toThrow(RangeError);
	},
);

test('sums and differences are exact', () => {
	expect(sum([0.1, 0.2]).compare(Decimal.of(0.3))).toBe(0);
	fc.assert(
		fc.property(micros, micros, (a, b) => {
			const total = Decimal.of(text(a)).plus(Decimal.of(text(b)));
			expect(total.compare(Decimal.of(text(a + b)))).toBe(0);
			expect(total.minus(Decimal.of(text(b))).compare(Decimal.of(text(a)))).toBe(0);
		}),
	);
});

test('a quotient rounded down and up encloses the exact one', () => {
	fc.assert(
		fc.property(micros, micros, (a, b) => {
			const [above, below] = [Decimal.of(text(a)), Decimal.of(text(b))];
			const down = above.dividedBy(below, 12, 'down');
			const up = above.dividedBy(below, 12, 'up');
			expect(down.times(below).compare(above)).toBeLessThanOrEqual(0);
			expect(up.times(below).compare(above)).toBeGreaterThanOrEqual(0);
			expect(up.minus(down).compare(Decimal.of('0.000000000001'))).toBeLessThanOrEqual(0);
		}),
	);
});

test('rounding keeps a number that is short enough', () => {
	expect(Decimal.of('1.23').rounded(6, 'up').toString()).toBe('1.23');
	expect(Decimal.of('1.239').rounded(2, 'down').toString()).toBe('1.23');
	expect(Decimal.of('1.231').rounded(2, 'up').toString()).toBe('1.24');
	expect(Decimal.of('1.230').rounded(2, 'up').toString()).toBe('1.23');
});
