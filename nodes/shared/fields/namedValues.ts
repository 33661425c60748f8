import type { Field } from './field';
import { FieldError } from '../errors/fieldError';
import type { Label } from './fields';
import { property } from './fields';

/**
 * Names with values, one row each, for members whose names only the service knows. An expression may give an object.
 * A name without a value is an empty text; empty altogether is undefined.
 */
export function namedValues(
	label: Label & { addButton: string; nameLabel: string; namePlaceholder: string },
): Field<Record<string, unknown> | undefined> {
	const { displayName, addButton, nameLabel, namePlaceholder } = label;
	return {
		property: property(label, {
			type: 'fixedCollection',
			default: {},
			placeholder: addButton,
			typeOptions: { multipleValues: true },
			options: [
				{
					displayName,
					name: 'entries',
					values: [
						{
							displayName: nameLabel,
							name: 'name',
							type: 'string',
							default: '',
							placeholder: namePlaceholder,
						},
						{ displayName: 'Value', name: 'value', type: 'string', default: '' },
					],
				},
			],
		}),
		read: (raw, where) => {
			if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
				if (raw === undefined || raw === null || raw === '') return undefined;
				throw new FieldError(where, 'must be names with values');
			}
			const { entries } = raw as { entries?: unknown };
			const read = Array.isArray(entries) ? fromRows(entries, where) : { ...raw };
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
		if (values.has(text)) throw new FieldError(where, `names "${text}" twice`);
		values.set(text, value ?? '');
	}
	return Object.fromEntries(values);
}
