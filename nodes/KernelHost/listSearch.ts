import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { kernelHostClient } from './client';
import { readList } from './readList';

/** A picker is for choosing, not for reading everything: who has more types the ID, or a filter in another node. */
const SHOWN_AT_MOST = 500;

/**
 * A searchable list of the objects of one kind. Their fields are not documented, so the first of the likely names that is
 * there is shown, and the ID always. Filtered here: no search parameter is documented either.
 */
function searchIn(path: string, resourceName: string, names: string[]) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const entries = await readList(kernelHostClient(this, 0), path, resourceName, {
			returnAll: false,
			limit: SHOWN_AT_MOST,
		});
		const wanted = (filter ?? '').toLowerCase();
		return {
			results: entries
				.filter(({ id }) => typeof id === 'string' || typeof id === 'number')
				.map((entry) => ({ name: label(entry, names), value: String(entry.id) }))
				.filter(({ name }) => name.toLowerCase().includes(wanted)),
		};
	};
}

function label(entry: IDataObject, names: string[]): string {
	const found = names.map((name) => entry[name]).filter((value) => typeof value === 'string');
	return `${found.length > 0 ? found.slice(0, 2).join(' · ') : 'ID'} (${String(entry.id)})`;
}

/** The node's list searches, by the names that the locators use. */
export const listSearch = {
	searchProducts: searchIn('/v1/products', 'products', ['name', 'title']),
	searchServices: searchIn('/v1/services', 'services', [
		'hostname',
		'name',
		'label',
		'product_name',
		'status',
	]),
	searchInvoices: searchIn('/v1/billing/invoices', 'invoices', ['number', 'date', 'status']),
};
