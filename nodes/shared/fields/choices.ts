import type { INodePropertyOptions } from 'n8n-workflow';
import type { Field } from './field';
import { FieldError } from '../errors/fieldError';
import type { Label } from './fields';
import { choice, property } from './fields';

/** One of a list, or nothing. */
export function optionalChoice<const O extends readonly INodePropertyOptions[]>(
	label: Label & { options: O },
): Field<(O[number]['value'] & string) | undefined> {
	const field = choice({ ...label, default: '' });
	return {
		...field,
		read: (raw, name) =>
			raw === undefined || raw === null || raw === '' ? undefined : field.read(raw, name),
	};
}

/** Any of a list; an expression may give a list, or text with commas. Empty is undefined. */
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
				throw new FieldError(name, `takes ${values.join(', ')}, and "${unknown}" is none of them`);
			}
			return list.length > 0 ? (list as Array<O[number]['value'] & string>) : undefined;
		},
	};
}
