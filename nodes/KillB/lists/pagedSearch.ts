import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';
import type { ListSearch } from '../../shared/fields/listSearches';
import { killBClient } from '../service';
import { PAGE_SIZE, pageIn } from '../pages';
import { choicesIn, type Shown } from './choices';

/**
 * A filter may match nothing on a page, so up to this many pages are read per request of the
 * editor.
 */
const PAGES_AT_ONCE = 10;

/** The number of the list, and the page to read next. */
type Place = `${number}:${number}`;

/** A paginated KillB list for a locator. */
interface PagedSearch {
	/** e.g. `/api/v2/users` */
	path: string;
	/** the member of the answer with the entries, e.g. `users` */
	resource: string;
	/**
	 * the queries of several consecutive lists, where one is not enough; `page` and `limit` are added
	 */
	queries?: (context: ILoadOptionsFunctions) => readonly IDataObject[];
	shown: (entry: IDataObject) => Shown;
}

/**
 * Returns a searchable list that reads more pages as the editor requests them. It filters locally,
 * because it is not documented whether KillB's filters match parts of a text. Its pagination token
 * is `<number of the list>:<page>` of the next page.
 */
export function pagedSearch({
	path,
	resource,
	queries: queriesOf = () => [{}],
	shown,
}: PagedSearch): ListSearch {
	return async function (filter = '', paginationToken = '0:1') {
		const queries = queriesOf(this);
		const results: INodeListSearchItems[] = [];
		let place: Place | undefined = paginationToken as Place;
		for (
			let count = 0;
			place !== undefined && results.length === 0 && count < PAGES_AT_ONCE;
			count++
		) {
			const [list, page] = place.split(':').map(Number) as [number, number];
			const { body } = await killBClient(this, 0).send({
				method: 'GET',
				path,
				query: { ...queries[list], page, limit: PAGE_SIZE },
				repeatable: true,
			});
			const { items, totalPages = 1 } = pageIn(body, resource);
			results.push(...choicesIn(items, shown, filter));
			const isLast = items.length === 0 || page >= totalPages;
			if (!isLast) place = `${list}:${page + 1}`;
			else place = list + 1 < queries.length ? `${list + 1}:1` : undefined;
		}
		return { results, ...(place === undefined ? {} : { paginationToken: place }) };
	};
}
