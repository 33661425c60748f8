import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { vendorOverrides } from '../../../core/kernelhost/overrides';
import type { ListSearch } from '../../shared/fields/listSearches';
import { kernelHostClient } from '../service';
import { readList } from '../readList';

/** The most entries of a list. Users with more objects enter the ID or filter in another node. */
const SHOWN_AT_MOST = 500;

/** The product list is not documented as paginated, so it gets no parameters. */
const NOT_PAGED = { pageParameter: '', limitParameter: '' };

/**
 * Returns a searchable list of one kind of object. The fields are not documented, so it shows the
 * first likely name that exists, and always the ID. It filters locally, since no search parameter
 * is documented either.
 */
function searchIn(path: string, resource: string, names: string[], paging = {}): ListSearch {
	return async function (filter = '') {
		const api = kernelHostClient(this, 0);
		const { vendorOverrides: given } = await this.getCredentials('kernelHostApi');
		const entries = await readList({
			ask: async (query) => await api.send({ method: 'GET', path, query, repeatable: true }),
			resource,
			values: { returnAll: false, limit: SHOWN_AT_MOST },
			names: { ...vendorOverrides(given), ...paging },
		}).catch(adviseId);
		const wanted = filter.toLowerCase();
		return {
			results: entries
				.filter(({ id }) => typeof id === 'string' || typeof id === 'number')
				.map((entry) => ({ name: label(entry, names), value: String(entry.id) }))
				.filter(({ name }) => name.toLowerCase().includes(wanted)),
		};
	};
}

/**
 * Adds the advice to enter an ID: a key without permission to list may still act on a known object.
 */
function adviseId(error: NodeApiError): never {
	error.message += ' – choose "By ID" to go on without the list';
	throw error;
}

function label(entry: IDataObject, names: string[]): string {
	const found = names.map((name) => entry[name]).filter((value) => typeof value === 'string');
	return `${found.length > 0 ? found.slice(0, 2).join(' · ') : 'ID'} (${String(entry.id)})`;
}

/** The node's list searches, by the names that the locators use. */
export const listSearch = {
	searchProducts: searchIn('/v1/products', 'products', ['name', 'title'], NOT_PAGED),
	searchServices: searchIn('/v1/services', 'services', [
		'hostname',
		'name',
		'label',
		'product_name',
		'status',
	]),
	searchInvoices: searchIn('/v1/billing/invoices', 'invoices', ['number', 'date', 'status']),
};
