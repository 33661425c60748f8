import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';
import type { ListSearch } from '../../shared/fields/listSearches';
import { killBClient } from '../service';
import { PAGE_SIZE, pageIn } from '../pages';

/**
 * A filter may match nothing on a page; this many pages are read at once before the editor has to
 * ask again.
 */
const PAGES_AT_ONCE = 10;

/** The number of the list, and the page to read next. */
type Place = `${number}:${number}`;

/** A list of KillB that a person chooses from. */
interface PagedSearch {
	/** e.g. `/api/v2/users` */
	path: string;
	/** the member of the answer that holds the entries, e.g. `users` */
	resource: string;
	/**
	 * where it takes several lists to see all, the query of each, in order; `page` and `limit` are
	 * added
	 */
	queries?: (context: ILoadOptionsFunctions) => readonly IDataObject[];
	/** how an entry is shown; undefined leaves it out */
	shown: (entry: IDataObject) => INodeListSearchItems | undefined;
}

/**
 * A searchable list, read on as the editor asks for more. The filter is applied here: whether
 * KillB's own filters match parts of a text is not documented. Its pagination token is
 * `<number of the list>:<page>`, where the reading goes on.
 */
export function pagedSearch({
	path,
	resource,
	queries: queriesOf = () => [{}],
	shown,
}: PagedSearch): ListSearch {
	return async function (filter = '', paginationToken = '0:1') {
		const queries = queriesOf(this);
		const wanted = filter.trim().toLowerCase();
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
			const choices = items.map(shown).filter((choice) => choice !== undefined);
			results.push(...choices.filter(({ name }) => name.toLowerCase().includes(wanted)));
			const isLast = items.length === 0 || page >= totalPages;
			if (!isLast) place = `${list}:${page + 1}`;
			else place = list + 1 < queries.length ? `${list + 1}:1` : undefined;
		}
		return { results, ...(place === undefined ? {} : { paginationToken: place }) };
	};
}
