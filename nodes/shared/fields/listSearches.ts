import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** List searches by the names that n8n calls them by, whose code is loaded when a list is first opened. */
export function listSearches<Name extends string>(
	names: readonly Name[],
	load: () => Promise<Record<Name, ListSearch>>,
): Record<Name, ListSearch> {
	const searches = names.map((name): [Name, ListSearch] => [
		name,
		async function (...given) {
			const { [name]: search } = await load();
			return await search.apply(this, given);
		},
	]);
	return Object.fromEntries(searches) as Record<Name, ListSearch>;
}
