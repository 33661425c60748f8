import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { FieldError } from '../errors/failure';
import { type Field, when } from './field';
import { type Label, required, requiredText, text, toggle, wholeNumber } from './fields';

/** The inputs of every Get Many. */
export const listFields = {
	returnAll: toggle({
		displayName: 'Return All',
		description: 'Whether to return all results or only up to a given limit',
		default: false,
	}),
	limit: when(
		{ returnAll: [false] },
		wholeNumber({
			displayName: 'Limit',
			description: 'Max number of results to return',
			default: 50,
			minimum: 1,
		}),
	),
};

/** How many results to return. */
export interface Wanted {
	returnAll: boolean;
	limit: number | undefined;
}

/** Returns as many of the results as requested. */
export function limited(results: IDataObject[], { returnAll, limit }: Wanted): IDataObject[] {
	return returnAll ? results : results.slice(0, limit);
}

/** A file to send: the name of a binary field of the item, or a file of an earlier node. */
export type FileInput = string | IBinaryData;

/** Ends the hint of every input for a file. */
export const OR_EARLIER_FILE =
	"or an expression for a file of an earlier node, e.g. {{ $('Invoice').item.binary.data }}";

/** Returns a field for an optional file, which takes the same as n8n's own nodes. */
export function file(label: Label & { default?: string }): Field<FileInput | undefined> {
	const name = text(label);
	return {
		...name,
		read: (raw, where) => {
			if (isFile(raw)) return raw;
			if (typeof raw === 'object' && raw !== null) {
				throw new FieldError(where, `must be the name of a binary field, ${OR_EARLIER_FILE}`);
			}
			return name.read(raw, where);
		},
	};
}

/** As n8n recognises its binary data, in memory or stored elsewhere. */
function isFile(raw: unknown): raw is IBinaryData {
	if (typeof raw !== 'object' || raw === null || !('mimeType' in raw)) return false;
	return 'data' in raw || 'id' in raw;
}

/** The file to send. */
export const inputFile = required(
	file({
		displayName: 'Input Binary Field',
		hint: `The name of the input binary field containing the file to send, ${OR_EARLIER_FILE}`,
		default: 'data',
	}),
);

/** The result's binary field for the file. */
export const outputFile = requiredText({
	displayName: 'Put Output File in Field',
	hint: 'The name of the output binary field to put the file in',
	default: 'data',
});
