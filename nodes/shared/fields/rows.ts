import type { Field, Fields, Values } from './field';
import { FieldError } from '../errors/fieldError';
import { propertiesOf, readMember } from './field';
import type { Label } from './fields';
import { property } from './fields';

/** The name of the rows inside n8n's fixed collection. */
const ROWS = 'rows';

/**
 * A list of objects of the service, one row of inputs each. Empty is undefined. Messages name the row:
 * "Accounts, row 2 › Amount is empty".
 *
 * n8n drops an expression that stands for the rows as a whole, so a form needs another way in for lists of any length.
 */
export function rows<F extends Fields>(
	label: Label & { addButton: string; fields: F },
): Field<Array<Values<F>> | undefined> {
	const { displayName, addButton, fields } = label;
	return {
		isForm: true,
		property: property(
			{ ...label, placeholder: addButton },
			{
				type: 'fixedCollection',
				default: {},
				typeOptions: { multipleValues: true },
				options: [
					{
						displayName,
						name: ROWS,
						values: propertiesOf(fields),
					},
				],
			},
		),
		read: (raw, where) => {
			const list = rowsIn(raw, where);
			if (list.length === 0) return undefined;
			return list.map((row, index) => readRow(fields, row, `${where}, row ${index + 1}`));
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
	if (typeof row !== 'object' || row === null || Array.isArray(row)) {
		throw new FieldError(where, 'must be an object with its members');
	}
	const given = row as Record<string, unknown>;
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, readMember(field, given[name], where)]),
	) as Values<F>;
}
