import { compareAmounts, isPlainDecimal, isSameDecimal } from '../../../core/money';
import type { Field } from './field';
import { FieldError } from '../errors/failure';
import { type Label, property, required } from './fields';

/**
 * A double keeps every decimal of this many digits; a number with more was probably calculated and
 * has a rounding error.
 */
const CERTAIN_DIGITS = 15;

/**
 * Returns a field for an amount of money, as a number in JSON. It must be more than zero, and
 * JavaScript must hold it exactly, so that it is sent digit by digit as entered. An amount that
 * would be rounded is rejected.
 *
 * It is a text in the form, because n8n's number input and expressions calculate in floating point.
 */
export function optionalAmount(label: Label): Field<number | undefined> {
	return {
		alwaysCounts: true,
		property: property({ placeholder: 'e.g. 250.75', ...label }, { type: 'string', default: '' }),
		read: (raw, name) => {
			if (raw === undefined || raw === null) return undefined;
			if (typeof raw === 'number') return exactAmount(fromNumber(raw, name), name);
			const text = String(raw).trim();
			rejectAmbiguous(text, name);
			return text === '' ? undefined : exactAmount(text, name);
		},
	};
}

/** Returns a field for a required amount. */
export function amount(label: Label): Field<number> {
	return required(optionalAmount(label));
}

/** Reads an amount that an expression or an earlier node returned as a number. */
function fromNumber(number: number, name: string): string {
	const text = String(number);
	const digits = text.replace(/^-?0*\.?0*|\./g, '').length;
	const isCertain = Number.isSafeInteger(number) || digits <= CERTAIN_DIGITS;
	if (isCertain || !isPlainDecimal(text)) return text;
	throw new FieldError(
		name,
		`is ${text}, a number with so many digits that it was calculated or rounded on its way here. Give the amount as text, as it came from its source, or round it to what you mean`,
	);
}

/** Thousands as most of Latin America writes them, or a decimal with three places: `80.000`. */
const AMBIGUOUS = /^\d{1,3}\.\d{3}$/;

/** Rejects a text that could mean either, rather than guess. Below one there are no thousands. */
function rejectAmbiguous(text: string, name: string): void {
	if (!AMBIGUOUS.test(text) || Number(text) < 1) return;
	const thousands = text.replace('.', '');
	const decimal = text.replace(/(?<!0)0+$/, '').replace(/\.$/, '');
	throw new FieldError(
		name,
		`is "${text}", which may mean ${thousands} or ${decimal}. Write ${thousands} or ${decimal === text ? `${text}0` : decimal}`,
	);
}

function exactAmount(text: string, name: string): number {
	if (!isPlainDecimal(text)) {
		throw new FieldError(
			name,
			`must be an amount in digits with a point, such as 1250.75, and is "${text.slice(0, 40)}"`,
		);
	}
	if (compareAmounts(text, 0) <= 0)
		throw new FieldError(name, `must be more than zero, and is ${text}`);
	const number = Number(text);
	const written = String(number);
	if (!isPlainDecimal(written) || !isSameDecimal(text, written)) {
		throw new FieldError(
			name,
			`is ${text.slice(0, 60)}, which can't be sent without being rounded. The service takes amounts as JSON numbers, which hold about 15 digits`,
		);
	}
	return number;
}
