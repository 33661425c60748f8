/** The node's list searches, by the names that the locators use. */
export const SEARCH_NAMES = [
	'searchAccounts',
	'searchBanks',
	'searchCashInMethods',
	'searchCashOutMethods',
	'searchCountries',
	'searchDocuments',
	'searchFromCurrencies',
	'searchPayouts',
	'searchPreFundAccounts',
	'searchRamps',
	'searchToCurrencies',
	'searchUsers',
	'searchVirtualAccounts',
] as const;
