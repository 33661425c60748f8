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
			if (typeof raw === 'object') {
				throw new FieldError(
					name,
					'must be a number with a decimal point, but its expression returned an object or a list',
				);
			}
			const text = String(raw).trim();
			if (typeof raw !== 'number') rejectAmbiguous(text, name);
			if (text === '') return undefined;
			const number = exactAmount(text, name);
			const isWholeText = typeof raw !== 'number' && Number.isInteger(number);
			if (!isWholeText) rejectCalculated(number, name);
			return number;
		},
	};
}

/** Returns a field for a required amount. */
export function amount(label: Label): Field<number> {
	return required(optionalAmount(label));
}

/**
 * Rejects an amount with so many digits that JavaScript probably calculated it. It may be a text: that
 * is what n8n makes of an expression with a blank around it.
 */
function rejectCalculated(number: number, name: string): void {
	const text = String(number);
	const digits = text.replace(/^-?0*\.?0*|\./g, '').length;
	if (Number.isSafeInteger(number) || digits <= CERTAIN_DIGITS) return;
	throw new FieldError(
		name,
		`is ${text}, which may have a rounding error. Round it to ${CERTAIN_DIGITS} digits at most`,
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
		`is "${text}", which could mean ${thousands} or ${decimal}. Enter ${thousands} or ${decimal === text ? `${text}0` : decimal}`,
	);
}

function exactAmount(text: string, name: string): number {
	if (!isPlainDecimal(text)) {
		throw new FieldError(
			name,
			`must be a number with a decimal point, such as 1250.75, got "${text.slice(0, 40)}"`,
		);
	}
	if (compareAmounts(text, 0) <= 0)
		throw new FieldError(name, `must be greater than zero, got ${text}`);
	const number = Number(text);
	const written = String(number);
	if (!isPlainDecimal(written) || !isSameDecimal(text, written)) {
		throw new FieldError(
			name,
			`is ${text.slice(0, 60)}, which has too many digits. The API accepts amounts as JSON numbers, which hold about 15 digits`,
		);
	}
	return number;
}
