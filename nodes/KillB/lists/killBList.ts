import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import type { ListSearch } from '../../shared/fields/listSearches';
import { searchableList, type SearchableList } from '../../shared/fields/searchableList';
import { listIn } from '../../shared/operation/results';
import { PAGE_SIZE, pageIn } from '../pages';
import { killBClient } from '../service';

/** A search reads up to 5,000 entries, which takes a few seconds. */
const PAGES_PER_SEARCH = 50;

/** Well below the rate limit (killb.md 1.2), which workflows share. */
const PARALLEL_REQUESTS = 5;

/** The hidden fields in which the credential keeps its session and a generated secret. */
const VOLATILE_FIELDS = [
	'accessToken',
	'refreshToken',
	'renewAt',
	'tokenBinding',
	'generatedSecret',
	'earlierSigningUntil',
];

/** IDs are UUIDs (killb.md 1). */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const UUID_OR_EMAIL =
	/^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[^\s@]+@[^\s@.]+\.[^\s@]{2,})$/i;

type Look = Pick<SearchableList, 'shown' | 'withId' | 'otherMode'>;

interface PagedList extends Look {
	/** e.g. `/api/v2/users` */
	path: string;
	/** the member of the answer with the entries, e.g. `users` */
	resource: string;
	/**
	 * the queries of several consecutive lists, where one is not enough; `page` and `limit` are added
	 */
	queries?: (context: ILoadOptionsFunctions) => readonly IDataObject[];
	/** returns the filter that finds an entry by a complete text other than its ID, if there is one */
	filterFor?: (text: string) => IDataObject | undefined;
}

const COMMON = {
	credential: 'killBApi',
	volatileFields: VOLATILE_FIELDS,
	pageSize: PAGE_SIZE,
	parallel: PARALLEL_REQUESTS,
	pagesPerSearch: PAGES_PER_SEARCH,
};

async function get(context: ILoadOptionsFunctions, path: string, query?: IDataObject) {
	const request = { method: 'GET', path, ...(query ? { query } : {}), repeatable: true } as const;
	return (await killBClient(context, 0).send(request)).body;
}

/**
 * Returns a searchable list with pages. It is searched in memory, because it is not documented
 * whether KillB's filters match parts of a text. They are used for complete ones.
 */
export function pagedList(list: PagedList): ListSearch {
	const { path, resource, queries: queriesOf = () => [{}], filterFor, ...look } = list;
	return searchableList({
		...COMMON,
		...look,
		prepare: (context) => {
			const queries = queriesOf(context);
			return {
				request: [path, queries],
				open: (current) =>
					queries.map(
						(query) => async (page, limit) =>
							pageIn(await get(current(), path, { ...query, page, limit }), resource),
					),
			};
		},
		lookup: {
			complete: UUID_OR_EMAIL,
			find: async (context, text) => {
				const queries = queriesOf(context);
				if (UUID.test(text)) {
					const entry = (await get(context, `${path}/${text}`).catch(() => ({}))) as IDataObject;
					return queries.some((query) => fits(entry, query)) ? [entry] : [];
				}
				const filter = filterFor?.(text);
				if (filter === undefined) return [];
				for (const query of queries) {
					const request = { ...query, ...filter, page: 1, limit: PAGE_SIZE };
					// The list is read next, and reports what is wrong.
					const body = await get(context, path, request).catch(() => undefined);
					const entries = pageIn(body, resource).items;
					if (entries.length > 0) return entries;
				}
				return [];
			},
		},
	});
}

function fits(entry: IDataObject, query: IDataObject): boolean {
	return Object.entries(query).every(([name, value]) => (entry[name] ?? value) === value);
}

interface WholeList extends Look {
	path: string;
	/** @returns what to request, and how to read the entries from the answer */
	prepare: (context: ILoadOptionsFunctions) => {
		query?: IDataObject;
		/** what the entries depend on, besides the request */
		chosen?: unknown;
		entriesIn: (body: unknown) => IDataObject[];
	};
}

/** Returns a searchable list of entries that KillB returns all at once. */
export function wholeList({ path, prepare, ...look }: WholeList): ListSearch {
	return searchableList({
		...COMMON,
		...look,
		prepare: (context) => {
			const { query, chosen, entriesIn } = prepare(context);
			return {
				request: [path, query, chosen],
				open: (current) => [
					async () => ({ items: entriesIn(await get(current(), path, query)), isLast: true }),
				],
			};
		},
	});
}

/** Returns the reader of an answer with all entries. */
export function entriesOf(resource: string) {
	return { entriesIn: (body: unknown) => listIn(body, resource) };
}
