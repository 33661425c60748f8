import type { IDataObject } from 'n8n-workflow';
import { inexactNumber, parseJson } from '../../../core/json';
import type { Field } from './field';
import { FieldError } from '../errors/failure';
import { type Label, property } from './fields';

/** A JSON object, typed as text or given by an expression as an object. Empty is undefined. */
export function jsonObject(label: Label & { default?: string }): Field<IDataObject | undefined> {
	return {
		property: property(label, { type: 'json', default: label.default ?? '{}' }),
		read: (raw, name) => {
			const value = typeof raw === 'string' ? parse(raw, name) : raw;
			if (value === undefined || value === null) return undefined;
			if (typeof value !== 'object' || Array.isArray(value)) {
				throw new FieldError(name, 'must be a JSON object in braces, such as {"hostname": "web1"}');
			}
			return Object.keys(value).length === 0 ? undefined : (value as IDataObject);
		},
	};
}

function parse(text: string, name: string): unknown {
	if (text.trim() === '') return undefined;
	const lost = inexactNumber(text);
	if (lost !== undefined) {
		throw new FieldError(
			name,
			`has the number ${lost.slice(0, 40)}, which can't be sent without being rounded. JSON numbers hold about 15 digits`,
		);
	}
	const parsed = parseJson(text);
	if (!parsed.ok) throw new FieldError(name, `is not valid JSON (${parsed.problem})`);
	return parsed.value;
}

const DAY = /^\d{4}-\d{2}-\d{2}/;

/**
 * A calendar day, sent as YYYY-MM-DD. A time of day and a time zone are dropped, not converted: a birthday does not move.
 * Expressions may give Luxon's DateTime, a Date or text.
 */
export function day(label: Label): Field<string | undefined> {
	return {
		property: property(label, { type: 'dateTime', default: '' }),
		read: (raw, name) => {
			if (raw === undefined || raw === null || raw === '') return undefined;
			const text = raw instanceof Date ? raw.toISOString() : String(raw).trim();
			const found = DAY.exec(text)?.[0];
			if (found === undefined || Number.isNaN(Date.parse(found))) {
				throw new FieldError(
					name,
					`must be a date such as 1992-01-31, and is "${text.slice(0, 40)}"`,
				);
			}
			return found;
		},
	};
}

/** A list of texts, added one by one; an expression may give a list, or text with commas. Empty is undefined. */
export function textList(label: Label & { addButton: string }): Field<string[] | undefined> {
	return {
		property: property(label, {
			type: 'string',
			default: [],
			typeOptions: { multipleValues: true, multipleValueButtonText: label.addButton },
		}),
		read: (raw) => {
			const given: unknown[] =
				typeof raw === 'string' ? raw.split(',') : Array.isArray(raw) ? raw : [];
			const list = given.map((value) => String(value ?? '').trim()).filter((value) => value !== '');
			return list.length > 0 ? list : undefined;
		},
	};
}

/** How an object is named where it is not chosen from the list. */
const BY = { id: 'By ID', code: 'By Code' };

/**
 * An object of the service, by searchable list or by id.
 * @param search name of the node's list search method
 * @param by what the service calls its objects by; an id where nothing is said
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
					typeOptions: { searchListMethod: search, searchable: true },
				},
				{ displayName: BY[by], name: by, type: 'string', placeholder: idPlaceholder },
			],
		}),
		read: (raw, name) => {
			const given = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : raw;
			if (typeof given === 'number') return String(given);
			if (typeof given !== 'string' || given.trim() === '') throw new FieldError(name, 'is empty');
			return given.trim();
		},
	};
}

/** A text of the form, for what a person must know before running the operation. */
export function notice(displayName: string): Field<undefined> {
	return { property: { displayName, type: 'notice', default: '' }, read: () => undefined };
}

/** Makes an input take no expression, and so nothing from earlier nodes or from an AI agent. */
export function fixed<T>(field: Field<T>): Field<T> {
	return { ...field, property: { ...field.property, noDataExpression: true } };
}
