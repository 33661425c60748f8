import { locator } from '../shared/operation';

/** A product, from the list of orderable products or by ID (the documented example is 42). */
export const productLocator = locator({
	displayName: 'Product',
	description: 'The product to use: pick it from the list or enter its ID',
	search: 'searchProducts',
	idPlaceholder: 'e.g. 42',
});

/** A billing cycle, from those that the product names or by name. */
export const billingCycleLocator = locator({
	displayName: 'Billing Cycle',
	description: 'How often the product is billed: pick a cycle of the product or enter its name',
	search: 'searchBillingCycles',
	idPlaceholder: 'e.g. monthly',
	by: 'name',
	hint: 'This order costs money: your credit is charged first, then the stored card',
});

/** One of the customer's own services (servers, webspaces and so on). */
export const serviceLocator = locator({
	displayName: 'Service',
	description: 'Your server or other service: pick it from the list or enter its ID',
	search: 'searchServices',
	idPlaceholder: 'e.g. 1042',
});

/** One of the customer's own invoices. */
export const invoiceLocator = locator({
	displayName: 'Invoice',
	description: 'Your invoice: pick it from the list or enter its ID',
	search: 'searchInvoices',
	idPlaceholder: 'e.g. 2001',
});
