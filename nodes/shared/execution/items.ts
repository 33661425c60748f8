import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Results } from '../operation/operation';
import { ItemWithFiles } from '../operation/operation';

/** The output items of one item of input, linked to it. */
export function linked(results: Results, item: number): INodeExecutionData[] {
	if (results instanceof ItemWithFiles) {
		const { json, binary } = results;
		return [{ json: withoutError(json), binary, pairedItem: { item } }];
	}
	return [results].flat().map((json) => ({ json: withoutError(json), pairedItem: { item } }));
}

/**
 * A success must not carry a member `error`: n8n takes the item for a failed one, sends it to the error output, and with Retry On
 * Fail runs the whole node again (n8n.md section 3). The vendors document no such member; one that comes gets another name.
 */
function withoutError(json: IDataObject): IDataObject {
	if (!Object.hasOwn(json, 'error')) return json;
	const { error, ...rest } = json;
	let name = 'reportedError';
	while (Object.hasOwn(rest, name)) name += '_';
	return { ...rest, [name]: error };
}
