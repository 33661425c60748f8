import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../client/service';
import type { Wanted } from '../fields/list';

/** A list of a service, and how much of it is wanted. */
export interface ListRequest<Options> {
	/** Asks for a part of the list: the query says which one. */
	ask: (query: IDataObject) => Promise<Answer>;
	/** the member of the answer that holds the entries, e.g. `users` */
	resource: string;
	/** the values of `listFields` and of the options of the list */
	values: Wanted & { options?: Options | undefined };
}
