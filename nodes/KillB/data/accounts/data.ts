import type { IDataObject } from 'n8n-workflow';
import { type JsonObject, mergeObjects } from '../../../../core/json';
import { FieldError, isShown } from '../../../shared/operation';
import { overJson } from '../json';
import type { Inputs, Rail } from './rail';

type Values = Readonly<Record<string, unknown>>;

/** Returns the `data` of a new account from the form, without empty members. */
export function accountData(rail: Rail, values: Values): IDataObject {
	const { holder, country, details, optional } = rail;
	// Inputs that were added for another holder or rail stay in the form until the user removes them.
	const added = shownOf(optional, values);
	const { additionalFieldsJson, ...given } = listed(values.additionalFields);
	const data = mergeObjects(
		dataOf({ ...holder, ...country, ...details }, values, ''),
		dataOf(added, given, 'Additional Fields'),
	);
	return overJson(additionalFieldsJson as IDataObject | undefined, data);
}

/** Returns the `data` of a change: its required members and the added ones. */
export function changedData(rail: Rail, values: Values): IDataObject {
	const { required = {}, optional = {} } = rail.changes ?? {};
	const { changesJson, ...given } = listed(values.changes);
	const data = mergeObjects(dataOf(required, values, ''), dataOf(optional, given, 'Changes'));
	return overJson(changesJson as IDataObject | undefined, data);
}

function shownOf(inputs: Inputs, values: Values): Inputs {
	return Object.fromEntries(Object.entries(inputs).filter(([, input]) => isShown(input, values)));
}

/**
 * Builds the `data` of an account.
 * @throws FieldError when two inputs would fill the same member
 */
function dataOf(inputs: Inputs, values: Values, where: string): JsonObject {
	let data: JsonObject = {};
	const filledBy = new Map<string, string>();
	for (const [name, { path = [name], along, property }] of Object.entries(inputs)) {
		const value = values[name];
		if (value === undefined || path.length === 0) continue;
		const member = path.join('.');
		const other = filledBy.get(member);
		if (other !== undefined) {
			throw new FieldError(where, `have both ${other} and ${property.displayName}. Give one`);
		}
		filledBy.set(member, property.displayName);
		data = mergeObjects(data, { ...along, ...nested(path, value) });
	}
	return data;
}

function nested([first = '', ...rest]: readonly string[], value: unknown): JsonObject {
	return { [first]: rest.length === 0 ? value : nested(rest, value) };
}

function listed(values: unknown): Values {
	return (values ?? {}) as Values;
}
