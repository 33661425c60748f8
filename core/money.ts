/**
 * Amounts of money as exact decimals. They are compared and subtracted as whole numbers of their
 * smallest digit, never in floating point: 0.1 + 0.2 is 0.3 here.
 */
interface Decimal {
	/** the digits without the point, signed */
	units: bigint;
	/** how many of them stand after the point */
	scale: number;
}

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;
const SCIENTIFIC = /^(-?\d+(?:\.\d+)?)[eE]([+-]?\d{1,3})$/;

/**
 * Which of two amounts is larger.
 * @param a a number, or a decimal as text with a point; KillB gives both (killb.md 6 and 9)
 * @returns -1 when `a` is less than `b`, 0 when they are equal, 1 when `a` is more
 * @throws RangeError for what is no decimal
 */
export function compareAmounts(a: number | string, b: number | string): -1 | 0 | 1 {
	const { units } = subtract(decimal(a), decimal(b));
	return units === 0n ? 0 : units < 0n ? -1 : 1;
}

/**
 * How far two amounts are apart, without a sign: `difference(0.3, '0.1')` is `'0.2'`.
 * @throws RangeError for what is no decimal
 */
export function difference(a: number | string, b: number | string): string {
	const { units, scale } = subtract(decimal(a), decimal(b));
	return written({ units: units < 0n ? -units : units, scale });
}

/**
 * Whether an amount's text is a plain decimal such as `250.75`: no exponent, no separators, no
 * blanks.
 */
export function isPlainDecimal(text: string): boolean {
	return PLAIN.test(text);
}

/** Whether two texts write the same decimal, e.g. `100.10` and `100.1`. */
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
