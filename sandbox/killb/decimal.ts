type Rounding = 'down' | 'up';

/** An exact decimal number, `units / 10^scale`: money is never counted in floating point. */
export class Decimal {
	private constructor(
		private readonly units: bigint,
		private readonly scale: number,
	) {}

	/**
	 * A number is read as its shortest decimal text, which is the client's own text if it has at most
	 * 15 digits.
	 * @throws RangeError for anything that is no decimal number
	 */
	static of(value: number | string): Decimal {
		const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(String(value));
		if (match === null) throw new RangeError(`${value} is no decimal number`);
		const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
		const units = BigInt(`${sign}${whole}${fraction}`);
		const scale = fraction.length - Number(exponent);
		return scale >= 0 ? new Decimal(units, scale) : new Decimal(units * 10n ** BigInt(-scale), 0);
	}

	plus(other: Decimal): Decimal {
		const scale = Math.max(this.scale, other.scale);
		return new Decimal(this.unitsAt(scale) + other.unitsAt(scale), scale);
	}

	minus(other: Decimal): Decimal {
		return this.plus(new Decimal(-other.units, other.scale));
	}

	times(other: Decimal): Decimal {
		return new Decimal(this.units * other.units, this.scale + other.scale);
	}

	/** Rounded to `places` decimal places; both numbers must be positive. */
	dividedBy(other: Decimal, places: number, rounding: Rounding): Decimal {
		const above = this.units * 10n ** BigInt(other.scale + places);
		const below = other.units * 10n ** BigInt(this.scale);
		return new Decimal(quotient(above, below, rounding), places);
	}

	/** At most `places` decimal places; the number must not be negative. */
	rounded(places: number, rounding: Rounding): Decimal {
		if (this.scale <= places) return this;
		return new Decimal(quotient(this.units, 10n ** BigInt(this.scale - places), rounding), places);
	}

	/** -1, 0 or 1, if this is smaller than, equal to or larger than the other. */
	compare(other: Decimal): -1 | 0 | 1 {
		const { units } = this.minus(other);
		if (units === 0n) return 0;
		return units < 0n ? -1 : 1;
	}

	/** Without an exponent and without trailing zeros. */
	toString(): string {
		const digits = (this.units < 0n ? -this.units : this.units)
			.toString()
			.padStart(this.scale + 1, '0');
		const whole = digits.slice(0, digits.length - this.scale);
		const fraction = digits.slice(digits.length - this.scale).replace(/0+$/, '');
		return `${this.units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
	}

	/** For a JSON answer; exact up to 15 digits. */
	toNumber(): number {
		return Number(this.toString());
	}

	private unitsAt(scale: number): bigint {
		return this.units * 10n ** BigInt(scale - this.scale);
	}
}

function quotient(above: bigint, below: bigint, rounding: Rounding): bigint {
	const whole = above / below;
	return rounding === 'up' && above % below !== 0n ? whole + 1n : whole;
}

export function sum(amounts: Array<number | string>): Decimal {
	return amounts.reduce((total, amount) => total.plus(Decimal.of(amount)), Decimal.of(0));
}
