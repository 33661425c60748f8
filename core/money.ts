/**
 * An amount of money as an exact decimal. Amounts are compared and subtracted as integers of their
 * smallest digit, never in floating point, so 0.1 + 0.2 is 0.3.
 */
interface Decimal {
	/** the digits without the point, signed */
	units: bigint;
	/** how many of them follow the point */
	scale: number;
}

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;
const SCIENTIFIC = /^(-?\d+(?:\.\d+)?)[eE]([+-]?\d{1,3})$/;

/**
 * Compares two amounts.
 * @param a a number, or a decimal as text with a point; KillB uses both (killb.md 6 and 9)
 * @returns -1 when `a` is less than `b`, 0 when they are equal, 1 when `a` is more
 * @throws RangeError for anything that is not a decimal
 */
export function compareAmounts(a: number | string, b: number | string): -1 | 0 | 1 {
	const { units } = subtract(decimal(a), decimal(b));
	return units === 0n ? 0 : units < 0n ? -1 : 1;
}

/**
 * Returns the absolute difference of two amounts: `difference(0.3, '0.1')` is `'0.2'`.
 * @throws RangeError for anything that is not a decimal
 */
export function difference(a: number | string, b: number | string): string {
	const { units, scale } = subtract(decimal(a), decimal(b));
	return written({ units: units < 0n ? -units : units, scale });
}

/** Whether a text is a plain decimal such as `250.75`: no exponent, no separators, no blanks. */
export function isPlainDecimal(text: string): boolean {
	return PLAIN.test(text);
}

/** Whether two texts are the same decimal, e.g. `100.10` and `100.1`. */
export function isSameDecimal(a: string, b: string): boolean {
	return compareAmounts(a, b) === 0;
}

function decimal(amount: number | string): Decimal {
	const text = String(amount).trim();
	const plain = PLAIN.exec(text);
	if (plain) {
		const [, sign = '', whole = '', fraction = ''] = plain;
		return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
	}
	const scientific = SCIENTIFIC.exec(text);
	if (!scientific) throw new RangeError(`"${text.slice(0, 40)}" is not a decimal amount`);
	const mantissa = decimal(String(scientific[1]));
	const scale = mantissa.scale - Number(scientific[2]);
	return scale >= 0
		? { units: mantissa.units, scale }
		: { units: mantissa.units * 10n ** BigInt(-scale), scale: 0 };
}

function subtract(a: Decimal, b: Decimal): Decimal {
	const scale = Math.max(a.scale, b.scale);
	return { units: rescaled(a, scale) - rescaled(b, scale), scale };
}

function rescaled({ units, scale }: Decimal, wanted: number): bigint {
	return units * 10n ** BigInt(wanted - scale);
}

function written({ units, scale }: Decimal): string {
	const digits = units.toString().padStart(scale + 1, '0');
	const whole = digits.slice(0, digits.length - scale);
	const fraction = digits.slice(digits.length - scale).replace(/(?<!0)0+$/, '');
	return fraction === '' ? whole : `${whole}.${fraction}`;
}
