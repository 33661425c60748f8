import type { IDataObject } from 'n8n-workflow';
import { when } from './field';
import { requiredText, toggle, wholeNumber } from './fields';

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

/** The item's binary field with the file to send. */
export const inputFile = requiredText({
	displayName: 'Input Binary Field',
	hint: 'The name of the input binary field containing the file to send',
	default: 'data',
});

/** The result's binary field for the file. */
export const outputFile = requiredText({
	displayName: 'Put Output File in Field',
	hint: 'The name of the output binary field to put the file in',
	default: 'data',
});
