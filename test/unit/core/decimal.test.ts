import * as fc from 'fast-check';
import { compareAmounts, difference } from '../../../core/money/decimal';

/** A decimal as text, from whole numbers, which need no rounding. */
const decimals = fc
	.record({ units: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), scale: fc.nat(20) })
	.map(({ units, scale }) => ({ units, scale, text: write(units, scale) }));

function write(units: bigint, scale: number): string {
	const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
	const fraction = scale === 0 ? '' : `.${digits.slice(-scale)}`;
	return `${units < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}${fraction}`;
}

describe('amounts of money', () => {
	it.each([
		['0.1', '0.2', '0.1'],
		[0.3, '0.1', '0.2'],
		['100.10', 100.1, '0'],
		['12345678901234567890.01', '12345678901234567890', '0.01'],
		[98.5, 100, '1.5'],
		['1e-7', '0.0000002', '0.0000001'],
		[1e21, '1000000000000000000001', '1'],
	])('%p and %p are %p apart', (a, b, apart) => {
		expect(difference(a, b)).toBe(apart);
		expect(difference(b, a)).toBe(apart);
	});

	it('compares 0.1 + 0.2 with 0.3 as what they are: not the same number', () => {
		expect(compareAmounts(0.1 + 0.2, '0.3')).toBe(1);
		expect(compareAmounts('0.30', 0.3)).toBe(0);
		expect(compareAmounts('-2', '1')).toBe(-1);
	});

	it('orders any two decimals as whole numbers of their smallest digit do', () => {
		fc.assert(
			fc.property(decimals, decimals, (a, b) => {
				const left = a.units * 10n ** BigInt(b.scale);
				const right = b.units * 10n ** BigInt(a.scale);
				expect(compareAmounts(a.text, b.text)).toBe(left === right ? 0 : left < right ? -1 : 1);
			}),
		);
	});

	it('finds the difference that leads from the smaller to the larger', () => {
		fc.assert(
			fc.property(decimals, decimals, (a, b) => {
				const scale = BigInt(a.scale + b.scale);
				const apart =
					a.units * 10n ** (scale - BigInt(a.scale)) - b.units * 10n ** (scale - BigInt(b.scale));
				expect(
					compareAmounts(
						difference(a.text, b.text),
						write(apart < 0n ? -apart : apart, Number(scale)),
					),
				).toBe(0);
			}),
		);
	});

	it.each(['', 'abc', '1,5', '1.2.3', '0x10', 'NaN', '1.', '.5', '1 000'])(
		'refuses %j, which is no decimal',
		(text) => {
			expect(() => compareAmounts(text, 1)).toThrow(RangeError);
		},
	);
});
