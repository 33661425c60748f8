import type { IDataObject } from 'n8n-workflow';
import { type JsonObject, mergeObjects } from '../../../core/json';
import { jsonObject } from '../../shared/operation';

/** What every JSON input says of KillB's names, and of the fields beside it. */
const AS_JSON =
	'under KillB’s own names, as a JSON object. Where a field above says something else, the field counts.';

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
