import * as fc from 'fast-check';
import { compareAmounts, difference, isPlainDecimal, isSameDecimal } from '../../../core/money';

/** A decimal as text, built from integers, so nothing is rounded. */
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
		[1.25e21, '1250000000000000000000', '0'],
		['12.5e1', ' 125 ', '0'],
		['-12.25E+2', '-1225', '0'],
		['1.5e1', '15', '0'],
		['100', '30', '70'],
		['3e21', '2e21', '1000000000000000000000'],
	])('%p and %p are %p apart', (a, b, apart) => {
		expect(difference(a, b)).toBe(apart);
		expect(difference(b, a)).toBe(apart);
	});

	it('does not consider 0.1 + 0.2 equal to 0.3', () => {
		expect(compareAmounts(0.1 + 0.2, '0.3')).toBe(1);
		expect(compareAmounts('0.30', 0.3)).toBe(0);
		expect(compareAmounts('-2', '1')).toBe(-1);
	});

	it('orders decimals like integers of their smallest digit', () => {
		fc.assert(
			fc.property(decimals, decimals, (a, b) => {
				const left = a.units * 10n ** BigInt(b.scale);
				const right = b.units * 10n ** BigInt(a.scale);
				expect(compareAmounts(a.text, b.text)).toBe(left === right ? 0 : left < right ? -1 : 1);
			}),
		);
	});

	it('finds the difference from the smaller to the larger amount', () => {
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

	it.each([
		'',
		'abc',
		'1,5',
		'1.2.3',
		'0x10',
		'NaN',
		'1.',
		'.5',
		'1 000',
		'x1e5',
		'1e5x',
		'1e',
		'1.e5',
		'1e1234',
		'1e1.5',
		'1.xe5',
	])('rejects %j, which is not a decimal', (text) => {
		expect(() => compareAmounts(text, 1)).toThrow(
			new RangeError(`"${text}" is not a decimal amount`),
		);
	});

	it('quotes only the beginning of text that is not a decimal', () => {
		expect(() => compareAmounts('x'.repeat(50), 1)).toThrow(
			new RangeError(`"${'x'.repeat(40)}" is not a decimal amount`),
		);
	});

	it('treats two spellings of one decimal as equal', () => {
		expect(isSameDecimal('100.10', '1.001e2')).toBe(true);
		expect(isSameDecimal('100.10', '100.1000001')).toBe(false);
	});

	it.each(['250.75', '-1', '0', '007'])('accepts %j as a plain decimal', (text) => {
		expect(isPlainDecimal(text)).toBe(true);
	});

	it.each(['1e5', '1,5', '1 000', ' 1', '1 ', '1.', '.5', '+1', ''])(
		'rejects %j as a plain decimal',
		(text) => {
			expect(isPlainDecimal(text)).toBe(false);
		},
	);
});
