import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
	FieldErrors,
	checkTogether,
	type Field,
	type Fields,
	inputsOf,
	readMember,
	unmarked,
	type Values,
} from './field';
import { FieldError } from '../errors/failure';

/** The label of an input. */
export interface Label {
	displayName: string;
	description?: string;
	placeholder?: string;
	hint?: string;
}

type Property = Omit<INodeProperties, 'name'>;

/** Builds an input's description from its label and the rest. */
export function property(label: Label, rest: Omit<Property, 'displayName'>): Property {
	const { displayName, description, placeholder, hint } = label;
	return {
		displayName,
		...rest,
		...(description === undefined ? {} : { description }),
		...(placeholder === undefined ? {} : { placeholder }),
		...(hint === undefined ? {} : { hint }),
	};
}

/** Returns a field that must be filled in. */
export function required<T>(field: Field<T | undefined>): Field<T> {
	return {
		...field,
		property: { ...field.property, required: true },
		read: (raw, label) => {
			const value = field.read(raw, label);
			if (value === undefined) throw new FieldError(label, 'is empty');
			return value;
		},
	};
}

/** Returns a field that may be left empty; its value is then undefined. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
	return {
		...unmarked(field),
		read: (raw, label) => (isBlank(raw) ? undefined : field.read(raw, label)),
	};
}

/** Whether a value is undefined, blank text, or an empty resource locator. */
function isBlank(raw: unknown): boolean {
	const value = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : raw;
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** Returns a field for a whole number. */
export function wholeNumber(
	label: Label & { default: number; minimum: number; maximum?: number },
): Field<number> {
	const { minimum, maximum = Number.MAX_SAFE_INTEGER } = label;
	return {
		property: property(label, {
			type: 'number',
			default: label.default,
			typeOptions: { minValue: minimum, ...(label.maximum ? { maxValue: label.maximum } : {}) },
		}),
		read: (raw, name) => {
			const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
			if (typeof value === 'number' && Number.isSafeInteger(value)) {
				if (value >= minimum && value <= maximum) return value;
			}
			const range = label.maximum ? `from ${minimum} to ${maximum}` : `of ${minimum} or more`;
			throw new FieldError(name, `must be a whole number ${range}`);
		},
	};
}

/**
 * Returns a field for a switch. It accepts text, because expressions and AI agents write "false".
 */
export function toggle(label: Label & { default: boolean }): Field<boolean> {
	return {
		property: property(label, { type: 'boolean', default: label.default }),
		read: (raw, name) => {
			const value = typeof raw === 'string' ? raw.trim().toLowerCase() : raw;
			if (value === true || value === 'true') return true;
			if (value === false || value === 'false' || value === '' || value === undefined) return false;
			throw new FieldError(name, 'must be true or false');
		},
	};
}

/** The options of a choice; without a default, nothing is chosen at first. */
type Choice<O extends readonly INodePropertyOptions[]> = Label & {
	options: O;
	default?: O[number]['value'];
};

/**
 * Returns a field for one value of a list. An expression's value that is not on the list is
 * rejected.
 */
export function choice<const O extends readonly INodePropertyOptions[]>(
	label: Choice<O>,
): Field<O[number]['value'] & string> {
	const values = label.options.map((option) => option.value);
	return {
		property: property(label, {
			type: 'options',
			options: label.options.map((option) => ({ ...option })),
			default: label.default ?? '',
		}),
		read: (raw, name) => {
			if (typeof raw === 'string' && values.includes(raw))
				return raw as O[number]['value'] & string;
			if (raw === undefined || raw === null || raw === '') throw new FieldError(name, 'is empty');
			throw new FieldError(name, `must be one of ${values.join(', ')}, got "${String(raw)}"`);
		},
	};
}

/** Returns a choice that the form marks as required. */
export function requiredChoice<const O extends readonly INodePropertyOptions[]>(
	label: Choice<O>,
): Field<O[number]['value'] & string> {
	return required(choice(label));
}

/**
 * Returns a field for optional inputs under one "Add …" button, in alphabetical order. Inputs that
 * were not added are undefined.
 */
export function collection<F extends Fields>(
	label: Label & { fields: F },
): Field<Partial<Values<F>>> {
	return {
		isForm: true,
		members: label.fields,
		property: property(label, {
			type: 'collection',
			default: {},
			options: inputsOf(label.fields).sort((a, b) =>
				a.displayName.localeCompare(b.displayName, 'en'),
			),
		}),
		read: (raw, where) => {
			const given = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
			const values: Record<string, unknown> = {};
			const errors = new FieldErrors();
			for (const [name, field] of Object.entries(label.fields)) {
				if (!Object.hasOwn(given, name)) continue;
				values[name] = errors.collect(() => readMember(field, given[name], where));
			}
			checkTogether(label.fields, values, errors, where);
			errors.throwIfAny();
			return values as Partial<Values<F>>;
		},
	};
}

/** Returns the collection of a form's less important inputs. */
export function additionalInputs<F extends Fields>(fields: F): Field<Partial<Values<F>>> {
	return collection({ displayName: 'Additional Fields', placeholder: 'Add Field', fields });
}

/** Returns the collection of an operation's options. */
export function optionInputs<F extends Fields>(fields: F): Field<Partial<Values<F>>> {
	return collection({ displayName: 'Options', placeholder: 'Add Option', fields });
}

/** The checks of a text before it is sent. */
interface TextRules {
	default?: string;
	/** the whole text must match; `says` completes "must be …" */
	pattern?: { matches: RegExp; says: string };
	/** removes what people write for readability, before the checks */
	clean?: (text: string) => string;
	/** returns what is wrong with the text, to follow the label, e.g. "has a wrong check digit" */
	check?: (text: string) => string | undefined;
	rows?: number;
	/** each `{{ … }}` in it must return a value */
	everyPart?: true;
}

/** Returns a field for an optional text. */
export function text(label: Label & TextRules): Field<string | undefined> {
	return {
		...(label.everyPart ? { everyPart: true } : {}),
		property: property(label, {
			type: 'string',
			default: label.default ?? '',
			...(label.rows === undefined ? {} : { typeOptions: { rows: label.rows } }),
		}),
		read: (raw, name) => {
			const value = asText(raw, name);
			return value === undefined ? undefined : checked(value, name, label);
		},
	};
}

/** Returns a field for a required text. */
export function requiredText(label: Label & TextRules): Field<string> {
	return required(text(label));
}

/** Returns a field for a required text without the asterisk. */
export function unmarkedText(label: Label & TextRules): Field<string> {
	return unmarked(requiredText(label));
}

function checked(given: string, name: string, { clean, pattern, check }: TextRules): string {
	const value = clean ? clean(given) : given;
	if (pattern && !pattern.matches.test(value)) {
		throw new FieldError(name, `must be ${pattern.says}, got "${value.slice(0, 80)}"`);
	}
	const problem = check?.(value);
	if (problem !== undefined) throw new FieldError(name, problem);
	return value;
}

/**
 * What a spreadsheet makes of a long number: `6.46181E+17`, `646.2E+15` and `10203049.0`. The comma
 * is the point of most of Latin America.
 */
const SPOILT = /^[+-]?(?:\d{1,3}[.,]\d+[eE][+-]?\d{1,3}|\d+[eE][+-]\d{1,3})$|^\d{5,}[.,]0$|^#{2,}$/;

/** What it makes of a formula that failed, in the languages of Latin America: `#N/A`, `#¡VALOR!`. */
const FAILED_FORMULA =
	/^#(?:N\/[AD]|NOME\?|¿?NOMBRE\?|NAME\?|[¡!]?(?:REF|VALUE|VALOR|NULL|NULO|NUM|N[UÚ]M|DIV\/0|ERROR|ERRO|SPILL|DESBORDAMIENTO|DESPEJAR|CALC|C[AÁ]LC|GETTING_DATA|FIELD|CAMPO|BLOCKED|BLOQUEADO|CONNECT|CONECTAR|UNKNOWN|DESCONOCIDO)!)$/i;

/**
 * Rejects a text that a spreadsheet changed: its digits are lost, and another account or reference
 * would be sent.
 */
function rejectSpoilt(text: string, name: string): void {
	if (!SPOILT.test(text.trim()) && !FAILED_FORMULA.test(text.trim())) return;
	throw new FieldError(
		name,
		`was changed by a spreadsheet to "${text.trim().slice(0, 40)}". Format the column as text, and enter the value again`,
	);
}

/**
 * Converts numbers and booleans to text, because expressions return them where the digits are
 * meant. A number that JavaScript does not hold exactly is rejected: an account number of 18 digits
 * would become another one.
 */
function asText(raw: unknown, name: string): string | undefined {
	if (raw === undefined || raw === null) return undefined;
	if (typeof raw === 'string') {
		rejectSpoilt(raw, name);
		return raw.trim() === '' ? undefined : raw;
	}
	if (typeof raw === 'number' && Math.abs(raw) > Number.MAX_SAFE_INTEGER) {
		throw new FieldError(
			name,
			`is the number ${raw}, which is too long to be exact. Pass it as text`,
		);
	}
	if (typeof raw === 'number' || typeof raw === 'boolean' || typeof raw === 'bigint') {
		return String(raw);
	}
	throw new FieldError(name, 'must be text, but its expression returned an object or a list');
}

/** Returns a field for one value of a list, or undefined. */
export function optionalChoice<const O extends readonly INodePropertyOptions[]>(
	label: Label & { options: O },
): Field<(O[number]['value'] & string) | undefined> {
	const field = choice(label);
	return {
		...field,
		read: (raw, name) =>
			raw === undefined || raw === null || raw === '' ? undefined : field.read(raw, name),
	};
}

/**
 * Returns a field for any values of a list; an expression may return a list, or text with commas.
 * Empty is undefined.
 */
export function choices<const O extends readonly INodePropertyOptions[]>(
	label: Label & { options: O },
): Field<Array<O[number]['value'] & string> | undefined> {
	const values = label.options.map((option) => option.value);
	return {
		property: property(label, {
			type: 'multiOptions',
			options: label.options.map((option) => ({ ...option })),
			default: [],
		}),
		read: (raw, name) => {
			const given: unknown[] = typeof raw === 'string' ? raw.split(',') : [raw ?? []].flat();
			const list = given.map((value) => String(value ?? '').trim()).filter((value) => value !== '');
			const unknown = list.find((value) => !values.includes(value));
			if (unknown !== undefined) {
				throw new FieldError(name, `must be one or more of ${values.join(', ')}, got "${unknown}"`);
			}
			return list.length > 0 ? (list as Array<O[number]['value'] & string>) : undefined;
		},
	};
}

const DAY = /^\d{4}-\d{2}-\d{2}(?!\d)/;

/**
 * Returns a field for a calendar day, sent as YYYY-MM-DD. A time of day and a time zone are
 * dropped, not converted: a birthday does not move. A Date, which has no zone, was written in that
 * of the workflow before (`datesAsText`).
 */
export function day(label: Label): Field<string | undefined> {
	return {
		property: property(label, { type: 'dateTime', default: '', typeOptions: { dateOnly: true } }),
		read: (raw, name) => {
			if (raw === undefined || raw === null || raw === '') return undefined;
			const text = String(raw).trim();
			const found = DAY.exec(text)?.[0];
			const time = Date.parse(found ?? '');
			if (found === undefined || Number.isNaN(time)) {
				throw new FieldError(name, `must be a date such as 1992-01-31, got "${text.slice(0, 40)}"`);
			}
			// JavaScript reads 31 February as a day in March.
			if (!new Date(time).toISOString().startsWith(found)) {
				throw new FieldError(name, `is ${found}, which does not exist: that month has fewer days`);
			}
			return found;
		},
	};
}

/**
 * Returns a field for a list of texts, added one by one; an expression may return a list, or text
 * with commas. Empty is undefined.
 */
export function textList(label: Label & { addButton: string }): Field<string[] | undefined> {
	return {
		property: property(label, {
			type: 'string',
			default: [],
			typeOptions: { multipleValues: true, multipleValueButtonText: label.addButton },
		}),
		read: (raw, name) => {
			const given: unknown[] =
				typeof raw === 'string' ? raw.split(',') : Array.isArray(raw) ? raw : [];
			const list = given.map((value) => asText(value, name)?.trim() ?? '').filter(Boolean);
			return list.length > 0 ? list : undefined;
		},
	};
}

/** When n8n's editor says how to do without a list that is still loading, in milliseconds. */
const SLOW_LOAD_MS = 5000;

/** Labels of the locator mode without the list. */
const BY = { id: 'By ID', code: 'By Code', name: 'By Name' };

/**
 * Returns a field for an object of the service, by searchable list or by ID.
 * @param search name of the node's list search method
 * @param by how the service identifies its objects; the default is an ID
 */
export function locator(
	label: Label & { search: string; idPlaceholder: string; by?: keyof typeof BY },
): Field<string> {
	const { search, idPlaceholder, by = 'id' } = label;
	return {
		property: property(label, {
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Choose…',
					typeOptions: {
						searchListMethod: search,
						searchable: true,
						// Versions of n8n without it ignore it.
						slowLoadNotice: {
							message: `Long lists take some seconds. You can also choose "${BY[by]}".`,
							timeout: SLOW_LOAD_MS,
						},
					},
				},
				{ displayName: BY[by], name: by, type: 'string', placeholder: idPlaceholder },
			],
		}),
		read: (raw, name) => {
			const given = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : raw;
			if (typeof given === 'boolean') throw new FieldError(name, `must be an ID, got ${given}`);
			const id = asText(given, name)?.trim();
			if (id === undefined) throw new FieldError(name, 'is empty');
			return id;
		},
	};
}

/** Returns a notice in the form, which the user should read before running the operation. */
export function notice(displayName: string): Field<undefined> {
	return { property: { displayName, type: 'notice', default: '' }, read: () => undefined };
}

/**
 * Returns an input without expressions, so that neither earlier nodes nor an AI agent can set it.
 */
export function fixed<T>(field: Field<T>): Field<T> {
	return { ...field, property: { ...field.property, noDataExpression: true } };
}
