import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

/** What a list shows of an entry: some words, and always the ID, because the rest may be equal. */
export interface Shown {
	/** an entry without one can't be chosen */
	id: unknown;
	/** empty ones are left out */
	words: unknown[];
}

/** Returns the entries as choices, filtered by what is shown of them. */
export function choicesIn(
	entries: IDataObject[],
	shown: (entry: IDataObject) => Shown,
	filter: string,
): INodeListSearchItems[] {
	const wanted = filter.trim().toLowerCase();
	return entries
		.map(shown)
		.filter(({ id }) => typeof id === 'string' || typeof id === 'number')
		.map(({ id, words }) => ({
			name: `${words.filter(Boolean).join(', ')} (${String(id)})`,
			value: String(id),
		}))
		.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** Returns the name of a company or a person. */
export function nameIn(data: unknown): string {
	const { companyName, firstName, lastName } = (data ?? {}) as IDataObject;
	return [companyName, firstName, lastName].filter(Boolean).join(' ');
}
