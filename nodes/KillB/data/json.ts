import type { IDataObject } from 'n8n-workflow';
import { type JsonObject, mergeObjects } from '../../../core/json';
import { jsonObject } from '../../shared/operation';

/** Ends the description of every JSON input. */
const AS_JSON =
	'as a JSON object with KillB’s field names. The form’s other fields take precedence.';

/**
 * Returns the input for members of a body that the form has no input for.
 * @param what e.g. `More members of the ramp`
 * @param placeholder an example
 */
export function additionalJson(what: string, placeholder: string) {
	return jsonObject({
		displayName: 'Additional Fields (JSON)',
		description: `${what} ${AS_JSON}`,
		placeholder,
	});
}

/** Returns the same for the body of an update. */
export function changesJson(what: string, placeholder: string) {
	return jsonObject({
		displayName: 'Changes (JSON)',
		description: `${what} ${AS_JSON}`,
		placeholder,
	});
}

/** Returns the members from the form's inputs over those from its JSON input. */
export function overJson(json: IDataObject | undefined, members: JsonObject): IDataObject {
	return mergeObjects(json ?? {}, members) as IDataObject;
}
