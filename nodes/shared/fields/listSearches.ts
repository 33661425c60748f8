import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * Returns list searches by their names in n8n; their code is loaded when a list is first opened.
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
 * Returns the current value of another input while a list is loaded, for lists that depend on it.
 * @returns undefined if it is empty or an expression, whose value only an execution knows
 */
export function currentValue(context: ILoadOptionsFunctions, name: string): string | undefined {
	const raw = context.getCurrentNodeParameter(name) as unknown;
	const given = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : raw;
	if (typeof given !== 'string' && typeof given !== 'number') return undefined;
	const text = String(given).trim();
	return text === '' || text.startsWith('=') ? undefined : text;
}
