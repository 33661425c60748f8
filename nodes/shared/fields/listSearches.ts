import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * List searches by the names that n8n calls them by, whose code is loaded when a list is first
 * opened.
 */
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

/**
 * What another input of the form holds while a list is being filled, for lists that depend on it.
 * @returns undefined while it is empty, and where it is an expression, whose value only an
 *   execution knows
 */
export function currentValue(context: ILoadOptionsFunctions, name: string): string | undefined {
	const raw = context.getCurrentNodeParameter(name) as unknown;
	const given = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : raw;
	if (typeof given !== 'string' && typeof given !== 'number') return undefined;
	const text = String(given).trim();
	return text === '' || text.startsWith('=') ? undefined : text;
}
