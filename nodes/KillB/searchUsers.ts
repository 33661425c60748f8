import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { pageIn } from './pages';
import { killBClient } from './client';

/** KillB lists users of one type at a time (killb.md 3.3): persons come first, then companies. */
const TYPES = ['PERSON', 'COMPANY'];

/** Users a request. A largest `limit` is not documented; the end of a list is told by `totalPage`. */
const PAGE_SIZE = 100;

/** A filter may match nothing on a page; this many pages are read at once before the editor has to ask again. */
const PAGES_AT_ONCE = 10;

/**
 * The searchable list of users. The filter is applied here: whether KillB's own filters match parts of a name is not
 * documented.
 * @param paginationToken `<type>:<page>` where the list goes on
 */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').trim().toLowerCase();
	let place: string | undefined = paginationToken ?? `${TYPES[0]}:1`;
	const results: INodeListSearchItems[] = [];
	for (
		let count = 0;
		place !== undefined && results.length === 0 && count < PAGES_AT_ONCE;
		count++
	) {
		const [type, page] = place.split(':');
		const { body } = await killBClient(this, 0).send({
			method: 'GET',
			path: '/api/v2/users',
			query: { type, page: Number(page), limit: PAGE_SIZE },
			repeatable: true,
		});
		const { items, totalPages } = pageIn(body, 'users');
		results.push(...items.map(shown).filter(({ name }) => name.toLowerCase().includes(wanted)));
		place = nextPlace(String(type), Number(page), items.length > 0 ? (totalPages ?? 1) : 1);
	}
	return { results, ...(place === undefined ? {} : { paginationToken: place }) };
}

function nextPlace(type: string, page: number, totalPages: number): string | undefined {
	if (page < totalPages) return `${type}:${page + 1}`;
	const next = TYPES[TYPES.indexOf(type) + 1];
	return next === undefined ? undefined : `${next}:1`;
}

/** Whatever tells one user from another; the id always, because two persons may have one name. */
function shown({ id, data }: IDataObject): INodeListSearchItems {
	const { firstName, lastName, companyName, email } = (data ?? {}) as IDataObject;
	const name = [companyName, firstName, lastName].filter(Boolean).join(' ');
	return {
		name: `${[name || 'User', email].filter(Boolean).join(', ')} (${String(id)})`,
		value: String(id),
	};
}
