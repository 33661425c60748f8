import type { Field } from './field';
import { FieldError } from '../errors/fieldError';
import type { Label } from './fields';
import { property, required } from './fields';

/** How a text is checked before it is sent. */
export interface TextRules {
	default?: string;
	/** the whole text must match; `says` completes "must be …" */
	pattern?: { matches: RegExp; says: string };
	rows?: number;
	/** each `{{ … }}` in it counts by itself */
	everyPart?: true;
}

/** A text that may be left out. */
export function text(label: Label & TextRules): Field<string | undefined> {
	return {
		...(label.everyPart ? { everyPart: true } : {}),
		property: property(label, {
			type: 'string',
			default: label.default ?? '',
			...(label.rows === undefined ? {} : { typeOptions: { rows: label.rows } }),
		}),
		read: (raw, name) => checked(asText(raw, name), name, label),
	};
}

/** A text that must be there. */
export function requiredText(label: Label & TextRules): Field<string> {
	return required(text(label));
}

function checked(
	value: string | undefined,
	name: string,
	{ pattern }: TextRules,
): string | undefined {
	if (value !== undefined && pattern && !pattern.matches.test(value)) {
		throw new FieldError(name, `must be ${pattern.says}, and is "${value.slice(0, 80)}"`);
	}
	return value;
}

/**
 * Numbers and booleans become text, because expressions yield them where a person means the digits. A number that JavaScript
 * does not hold exactly is refused: an account number of 18 digits would come out as another one.
 */
function asText(raw: unknown, name: string): string | undefined {
	if (raw === undefined || raw === null) return undefined;
	if (typeof raw === 'string') return raw.trim() === '' ? undefined : raw;
	if (typeof raw === 'number' && Math.abs(raw) > Number.MAX_SAFE_INTEGER) {
		throw new FieldError(
			name,
			`is the number ${raw}, whose last digits may have been lost on its way here. Give it as text`,
		);
	}
	if (typeof raw === 'number' || typeof raw === 'boolean' || typeof raw === 'bigint') {
		return String(raw);
	}
	throw new FieldError(name, 'must be a text, and its expression gave an object or a list');
}
