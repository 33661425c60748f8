import { searchAccounts } from './searchAccounts';
import { searchBanks } from './searchBanks';
import { searchDocuments } from './searchDocuments';
import { pairSearches } from './searchPairs';
import { searchPayouts } from './searchPayouts';
import { searchPreFundAccounts } from './searchPreFundAccounts';
import { searchRamps } from './searchRamps';
import { searchUsers } from './searchUsers';
import { searchVirtualAccounts } from './searchVirtualAccounts';

/** The node's list searches, by the names that the locators use. */
export const listSearch = {
	...pairSearches,
	searchAccounts,
	searchBanks,
	searchDocuments,
	searchPayouts,
	searchPreFundAccounts,
	searchRamps,
	searchUsers,
	searchVirtualAccounts,
};
