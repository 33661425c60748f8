import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../request/client';

/** The items of an answer as it is: one for each entry of a list, one for an object. Nothing is renamed or left out. */
export function resultsOf({ body }: Answer): IDataObject | IDataObject[] {
	if (Array.isArray(body)) return body.map(asItem);
	return body === undefined ? { success: true } : asItem(body);
}

/** The one object of an answer: its first entry where it is a list. */
export function objectIn(answer: Answer): IDataObject {
	return [resultsOf(answer)].flat()[0] ?? {};
}

/** An item must be an object: a bare value gets a name. */
function asItem(value: unknown): IDataObject {
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	return isObject ? (value as IDataObject) : { value: value as IDataObject[string] };
}
