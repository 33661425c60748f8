import { locator } from '../shared/operation';

/** A product, from the list of orderable products or by ID (the documented example is 42). */
export const productLocator = locator({
	displayName: 'Product',
	description: 'The product, chosen from the list or given by its ID',
	search: 'searchProducts',
	idPlaceholder: 'e.g. 42',
});

/** One of the customer's own services (servers, webspaces and so on). */
export const serviceLocator = locator({
	displayName: 'Service',
	description: 'The server or other service, chosen from the list of yours or given by its ID',
	search: 'searchServices',
	idPlaceholder: 'e.g. 1042',
});

/** One of the customer's own invoices. */
export const invoiceLocator = locator({
	displayName: 'Invoice',
	description: 'The invoice, chosen from the list of yours or given by its ID',
	search: 'searchInvoices',
	idPlaceholder: 'e.g. 2001',
});
