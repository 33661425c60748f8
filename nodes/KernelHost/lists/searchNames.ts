/** The node's list searches, by the names that the locators use. */
export const SEARCH_NAMES = [
	'searchBillingCycles',
	'searchInvoices',
	'searchProducts',
	'searchServices',
] as const;
