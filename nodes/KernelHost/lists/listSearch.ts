import type { IDataObject } from 'n8n-workflow';
import { vendorOverrides } from '../../../core/kernelhost/overrides';
import { lenientPages } from '../../../core/pagination/lenient';
import type { ListSearch } from '../../shared/fields/listSearches';
import { searchableList, type SearchableList } from '../../shared/fields/searchableList';
import { listIn } from '../../shared/operation/results';
import { ADVICE } from '../overrides';
import { kernelHostClient } from '../service';
import { PAGE_SIZE, parameterNames } from '../readList';
import { invoice, product, service } from './shown';
import { searchBillingCycles } from './searchBillingCycles';

/** As many requests as KernelHost takes at once (kernelhost.md 7). */
const PAGES_PER_SEARCH = 20;

/** The product list is not documented as paginated, so it gets no parameters. */
const NOT_PAGED = { page: '', limit: '', cursor: '' };

interface List extends Pick<SearchableList, 'shown' | 'lookup'> {
	path: string;
	resource: string;
	isPaged: boolean;
}

/**
 * Returns the searchable list of one kind of object. No search parameter is documented, so it is
 * searched in memory.
 */
function searchIn({ path, resource, isPaged, ...rest }: List): ListSearch {
	return searchableList({
		credential: 'kernelHostApi',
		pageSize: PAGE_SIZE,
		// A page is requested as the one before it says.
		parallel: 1,
		pagesPerSearch: PAGES_PER_SEARCH,
		prepare: (_, fields) => {
			const names = isPaged ? parameterNames(vendorOverrides(fields.vendorOverrides)) : NOT_PAGED;
			return {
				request: path,
				open: (context) => [
					lenientPages<IDataObject>({
						ask: async (query) =>
							await kernelHostClient(context(), 0).send({
								method: 'GET',
								path,
								query,
								repeatable: true,
								...(isPaged ? { advice: ADVICE.list } : {}),
							}),
						entriesOf: (body) => listIn(body, resource),
						names,
					}),
				],
			};
		},
		withId: true,
		...rest,
	});
}

/** Whether a text may be an ID; IDs are numbers in the samples (kernelhost.md 4.1). */
const mayBeId = (text: string) => /^[\w-]{1,64}$/.test(text) && /\d/.test(text);

/** The node's list searches, by the names that the locators use. */
export const listSearch = {
	searchBillingCycles,
	searchProducts: searchIn({
		path: '/v1/products',
		resource: 'products',
		shown: product,
		isPaged: false,
	}),
	searchServices: searchIn({
		path: '/v1/services',
		resource: 'services',
		shown: service,
		isPaged: true,
		lookup: {
			// A part of an ID may be an ID as well, so the list is searched first.
			find: async (context, text) =>
				mayBeId(text)
					? await kernelHostClient(context, 0)
							.send({ method: 'GET', path: `/v1/services/${text}`, repeatable: true })
							.then(
								({ body }) => listIn(body, 'service'),
								() => [],
							)
					: [],
		},
	}),
	searchInvoices: searchIn({
		path: '/v1/billing/invoices',
		resource: 'invoices',
		shown: invoice,
		isPaged: true,
	}),
};
