import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { inexactNumber, isObject, MAXIMUM_DEPTH, parseJson } from '../../../core/json';
import {
	FieldErrors,
	checkTogether,
	type Field,
	type Fields,
	GivenNothing,
	isShown,
	inputsOf,
	readMember,
	type Values,
} from './field';
import { FieldError } from '../errors/failure';
import { type Label, property, text } from './fields';

/** Returns the description of n8n's fixed collection with one kind of form. */
function fixedCollection(
	label: Label,
	name: string,
	multipleValues: boolean,
	values: INodeProperties[],
) {
	return property(label, {
		type: 'fixedCollection',
		default: {},
		typeOptions: { multipleValues },
		options: [{ displayName: label.displayName, name, values }],
	});
}

/** The name of the only form in n8n's fixed collection. */
const FORM = 'values';

/**
 * Returns a field for one object of the service, a group of inputs. If all are empty it is
 * undefined; otherwise every required member must be filled in.
 *
 * An expression may return the object itself. Conditions of members refer to other members of the
 * group.
 */
export function group<F extends Fields>(
	label: Label & { fields: F },
): Field<Values<F> | undefined> {
	const { fields } = label;
	return {
		isForm: true,
		property: fixedCollection(label, FORM, false, inputsOf(fields)),
		read: (raw, where) => {
			const given = membersOf(raw, where);
			const shown = Object.entries(fields).filter(([, field]) => isShown(field, given));
			const filled = shown.filter(([name]) => !isEmptyValue(given[name]));
			if (filled.length === 0) return undefined;
			const missing = shown.filter(([name, field]) => isEmptyValue(given[name]) && isNeeded(field));
			const errors = new FieldErrors();
			if (missing.length > 0) {
				const names = missing.map(([, field]) => field.property.displayName);
				errors.collect(() => {
					throw new FieldError(
						where,
						`is incomplete: ${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} missing. Fill in all of it or leave it empty`,
					);
				});
			}
			const values = Object.fromEntries(
				filled.map(([name, field]) => [
					name,
					errors.collect(() => readMember(field, given[name], where)),
				]),
			) as Values<F>;
			checkTogether(fields, values, errors, where);
			errors.throwIfAny();
			return values;
		},
	};
}

function membersOf(raw: unknown, where: string): Record<string, unknown> {
	if (isEmptyValue(raw)) return {};
	if (!isObject(raw)) throw new FieldError(where, 'must be an object');
	return Object.hasOwn(raw, FORM) ? membersOf(raw[FORM], where) : raw;
}

/**
 * Whether a field is required, which its asterisk does not always show: it then rejects undefined.
 */
function isNeeded(field: Field<unknown>): boolean {
	try {
		field.read(undefined, '');
		return false;
	} catch {
		return true;
	}
}

function isEmptyValue(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (value instanceof GivenNothing) return value.mayBeLeftOut;
	if (isLocatorValue(value)) return isEmptyValue(value.value);
	if (typeof value === 'string') return value.trim() === '';
	return Array.isArray(value) && value.length === 0;
}

/** Whether a value is that of a resource locator, to which n8n adds `__rl` only at the top level. */
function isLocatorValue(value: unknown): value is { value: unknown } {
	return isObject(value) && 'mode' in value && 'value' in value;
}

/** The name of the rows in n8n's fixed collection. */
const ROWS = 'rows';

/**
 * Returns a field for a list of objects of the service, one row of inputs per object. Empty is
 * undefined. Messages name the row: "Accounts, row 2 › Amount is empty".
 *
 * n8n drops an expression for the rows as a whole, so a form needs another input for lists of any
 * length.
 */
export function rows<F extends Fields>(
	label: Label & { addButton: string; fields: F },
): Field<Array<Values<F>> | undefined> {
	const { addButton, fields } = label;
	return {
		isForm: true,
		property: fixedCollection({ ...label, placeholder: addButton }, ROWS, true, inputsOf(fields)),
		read: (raw, where) => {
			const list = rowsIn(raw, where);
			if (list.length === 0) return undefined;
			const errors = new FieldErrors();
			const values = list.map((row, index) =>
				errors.collect(() => readRow(fields, row, `${where}, row ${index + 1}`)),
			);
			errors.throwIfAny();
			return values as Array<Values<F>>;
		},
	};
}

function rowsIn(raw: unknown, where: string): unknown[] {
	const list = typeof raw === 'object' && raw !== null && ROWS in raw ? raw[ROWS] : (raw ?? {});
	if (Array.isArray(list)) return list;
	if (typeof list === 'object' && list !== null && Object.keys(list).length === 0) return [];
	throw new FieldError(where, 'must be a list of rows');
}

function readRow<F extends Fields>(fields: F, row: unknown, where: string): Values<F> {
	if (!isObject(row)) throw new FieldError(where, 'must be an object');
	const errors = new FieldErrors();
	const values = Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [
			name,
			errors.collect(() => readMember(field, row[name], where)),
		]),
	) as Values<F>;
	checkTogether(fields, values, errors, where);
	errors.throwIfAny();
	return values;
}

/**
 * Returns a field for pairs of name and value, one row each, for members whose names only the
 * service knows. An expression may return an object. A name without a value is an empty text;
 * without rows it is undefined.
 */
export function namedValues(
	label: Label & { addButton: string; nameLabel: string; namePlaceholder: string },
): Field<Record<string, unknown> | undefined> {
	const { addButton, nameLabel, namePlaceholder } = label;
	const inputs = {
		name: text({ displayName: nameLabel, placeholder: namePlaceholder }),
		value: text({ displayName: 'Value' }),
	};
	return {
		property: fixedCollection(
			{ ...label, placeholder: addButton },
			'entries',
			true,
			inputsOf(inputs),
		),
		read: (raw, where) => {
			if (!isObject(raw)) {
				if (raw === undefined || raw === null || raw === '') return undefined;
				throw new FieldError(where, 'must be an object with names and values');
			}
			const { entries } = raw;
			const read = Array.isArray(entries) ? fromRows(entries, where) : { ...raw };
			checkedObject(read, where);
			return Object.keys(read).length > 0 ? read : undefined;
		},
	};
}

function fromRows(rows: unknown[], where: string): Record<string, unknown> {
	const values = new Map<string, unknown>();
	for (const row of rows) {
		const { name, value } = row as { name?: unknown; value?: unknown };
		const text = String(name ?? '').trim();
		if (text === '') throw new FieldError(where, 'has a row without a name');
		if (values.has(text)) throw new FieldError(where, `has the name "${text}" twice`);
		values.set(text, value ?? '');
	}
	return Object.fromEntries(values);
}

/**
 * Returns a field for a JSON object, entered as text or returned by an expression as an object.
 * Empty is undefined.
 */
export function jsonObject(label: Label & { default?: string }): Field<IDataObject | undefined> {
	return {
		property: property(label, { type: 'json', default: label.default ?? '{}' }),
		read: (raw, name) => {
			const value = typeof raw === 'string' ? parse(raw, name) : checkedObject(raw, name);
			if (value === undefined || value === null) return undefined;
			if (typeof value !== 'object' || Array.isArray(value)) {
				throw new FieldError(name, 'must be a JSON object in braces, such as {"hostname": "web1"}');
			}
			return Object.keys(value).length === 0 ? undefined : (value as IDataObject);
		},
	};
}

/** Rejects an object from an expression with anything that JSON would change or leave out. */
function checkedObject(value: unknown, name: string): unknown {
	const found = unsendable(value);
	if (found) throw new FieldError(name, found);
	return value;
}

/**
 * Finds what JSON does not hold: it rounds a large number, writes NaN as null, and leaves out
 * undefined.
 * @param path where the value stands, e.g. `items[1].amount`
 * @param around the objects that it stands in
 * @returns what is wrong, to follow the name of the field
 */
function unsendable(
	value: unknown,
	path = '',
	around: readonly unknown[] = [],
): string | undefined {
	const at = path === '' ? '' : ` at ${path.slice(0, 200)}`;
	if (typeof value === 'number') return unsendableNumber(value, at);
	if (['bigint', 'function', 'symbol'].includes(typeof value)) {
		return `has a ${typeof value}${at}, which JSON does not support`;
	}
	if (value === undefined && path !== '')
		return `has no value${at}: its expression returned nothing`;
	if (typeof value !== 'object' || value === null || 'toJSON' in value) return undefined;
	if (around.includes(value)) return `contains itself${at}`;
	if (around.length >= MAXIMUM_DEPTH) return `has more than ${MAXIMUM_DEPTH} levels of nesting`;
	const within = [...around, value];
	for (const [key, member] of Object.entries(value)) {
		const dot = path === '' ? '' : '.';
		const place = Array.isArray(value) ? `${path}[${key}]` : `${path}${dot}${key}`;
		const found = unsendable(member, place, within);
		if (found !== undefined) return found;
	}
	return undefined;
}

function unsendableNumber(number: number, at: string): string | undefined {
	if (!Number.isFinite(number)) return `has ${number}${at}, which JSON does not support`;
	if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) return undefined;
	return `has the number ${number}${at}, which is too long to be exact. Pass it as text if the API accepts text`;
}

function parse(text: string, name: string): unknown {
	if (text.trim() === '') return undefined;
	const lost = inexactNumber(text);
	if (lost !== undefined) {
		throw new FieldError(
			name,
			`has the number ${lost.slice(0, 40)}, which has too many digits. JSON numbers hold about 15 digits`,
		);
	}
	const parsed = parseJson(text);
	if (!parsed.ok) throw new FieldError(name, `is not valid JSON (${parsed.problem})`);
	return parsed.value;
}
