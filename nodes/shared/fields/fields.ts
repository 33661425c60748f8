import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Fields, Values } from './field';
import { FieldError } from '../errors/fieldError';
import { propertiesOf, readMember, unmarked } from './field';

/** What every input says about itself. */
export interface Label {
	displayName: string;
	description?: string;
	placeholder?: string;
	hint?: string;
}

type Property = Omit<INodeProperties, 'name'>;

/** An input's description from its label and the rest. */
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

/** Makes a field one that must be filled in. */
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

/** Makes a field one that may be left empty; it is then undefined. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
	return {
		...unmarked(field),
		read: (raw, label) => (isBlank(raw) ? undefined : field.read(raw, label)),
	};
}

/** Nothing, blank text, or a resource locator in which nothing was chosen. */
function isBlank(raw: unknown): boolean {
	const value = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : raw;
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** A whole number. */
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

/** A switch. Text is accepted for expressions and AI agents, which write "false" and mean it. */
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

/** One of a list. An expression's value that is not on the list is refused. */
export function choice<const O extends readonly INodePropertyOptions[]>(
	label: Label & { options: O; default: O[number]['value'] | '' },
): Field<O[number]['value'] & string> {
	const values = label.options.map((option) => option.value);
	return {
		property: property(label, {
			type: 'options',
			options: label.options.map((option) => ({ ...option })),
			default: label.default,
		}),
		read: (raw, name) => {
			if (typeof raw === 'string' && values.includes(raw))
				return raw as O[number]['value'] & string;
			if (raw === undefined || raw === null || raw === '') throw new FieldError(name, 'is empty');
			throw new FieldError(name, `must be one of ${values.join(', ')}, and is "${String(raw)}"`);
		},
	};
}

/** Optional inputs under one "Add …" button, in alphabetical order. Those that were not added are undefined. */
export function collection<F extends Fields>(
	label: Label & { fields: F },
): Field<Partial<Values<F>>> {
	return {
		isForm: true,
		property: property(label, {
			type: 'collection',
			default: {},
			options: propertiesOf(label.fields).sort((a, b) =>
				a.displayName.localeCompare(b.displayName, 'en'),
			),
		}),
		read: (raw, where) => {
			const given = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
			const values: Record<string, unknown> = {};
			for (const [name, field] of Object.entries(label.fields)) {
				if (!Object.hasOwn(given, name)) continue;
				values[name] = readMember(field, given[name], where);
			}
			return values as Partial<Values<F>>;
		},
	};
}
