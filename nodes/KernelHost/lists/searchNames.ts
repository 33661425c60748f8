/** The node's list searches, by the names that the locators use. */
export const SEARCH_NAMES = ['searchInvoices', 'searchProducts', 'searchServices'] as const;
