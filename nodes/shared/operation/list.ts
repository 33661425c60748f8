import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../client/service';
import type { Wanted } from '../fields/list';

/** A list of a service, and how much of it to read. */
export interface ListRequest<Options> {
	/** Requests a part of the list, which the query selects. */
	ask: (query: IDataObject) => Promise<Answer>;
	/** the member of the answer with the entries, e.g. `users` */
	resource: string;
	/** the values of `listFields` and of the options of the list */
	values: Wanted & { options?: Options | undefined };
}
