import type { Field, Fields, Values } from './field';
import { FieldError } from '../errors/fieldError';
import { GivenNothing } from './givenNothing';
import { isShown, propertiesOf, readMember } from './field';
import type { Label } from './fields';
import { property } from './fields';

/** The name of the one form inside n8n's fixed collection. */
const FORM = 'values';

/**
 * Inputs that stand for one object of the service. Left empty altogether it is undefined; otherwise every required member
 * must be there.
 *
 * An expression may give the object itself. Conditions of members name other members of the same group.
 */
export function group<F extends Fields>(
	label: Label & { fields: F },
): Field<Values<F> | undefined> {
	const { displayName, fields } = label;
	return {
		isForm: true,
		property: property(label, {
			type: 'fixedCollection',
			default: {},
			typeOptions: { multipleValues: false },
			options: [
				{
					displayName,
					name: FORM,
					values: propertiesOf(fields),
				},
			],
		}),
		read: (raw, where) => {
			const given = membersOf(raw, where);
			const shown = Object.entries(fields).filter(([, field]) => isShown(field, given));
			const filled = shown.filter(([name]) => !isBlank(given[name]));
			if (filled.length === 0) return undefined;
			const missing = shown.filter(([name, field]) => isBlank(given[name]) && isNeeded(field));
			if (missing.length > 0) {
				const names = missing.map(([, field]) => field.property.displayName);
				throw new FieldError(
					where,
					`is not complete: ${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} missing. It is sent whole or not at all`,
				);
			}
			return Object.fromEntries(
				filled.map(([name, field]) => [name, readMember(field, given[name], where)]),
			) as Values<F>;
		},
	};
}

function membersOf(raw: unknown, where: string): Record<string, unknown> {
	if (isBlank(raw)) return {};
	const isObject = typeof raw === 'object' && !Array.isArray(raw);
	if (!isObject) throw new FieldError(where, 'must be an object with its members');
	const members = raw as Record<string, unknown>;
	return Object.hasOwn(members, FORM) ? membersOf(members[FORM], where) : members;
}

/** Whether a field must be filled in, which its asterisk does not always tell: it then takes no undefined. */
function isNeeded(field: Field<unknown>): boolean {
	try {
		field.read(undefined, '');
		return false;
	} catch {
		return true;
	}
}

function isBlank(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (value instanceof GivenNothing) return value.mayBeLeftOut;
	if (typeof value === 'string') return value.trim() === '';
	return Array.isArray(value) && value.length === 0;
}
