import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import type { ListSearch } from '../../shared/fields/listSearches';
import { listIn } from '../../shared/operation/results';
import { killBClient } from '../service';
import { choicesIn, type Shown } from './choices';

/** A KillB list without pages. */
interface WholeSearch {
	/** e.g. `/api/v2/documents` */
	path: string;
	/** the member of the answer with the entries, e.g. `documents` */
	resource: string;
	query?: (context: ILoadOptionsFunctions) => IDataObject;
	shown: (entry: IDataObject) => Shown;
}

/** Returns a searchable list of entries that KillB returns all at once; it filters locally. */
export function wholeSearch({ path, resource, query, shown }: WholeSearch): ListSearch {
	return async function (filter = '') {
		const { body } = await killBClient(this, 0).send({
			method: 'GET',
			path,
			...(query ? { query: query(this) } : {}),
			repeatable: true,
		});
		return { results: choicesIn(listIn(body, resource), shown, filter) };
	};
}
