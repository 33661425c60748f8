import { searchDocuments } from './searchDocuments';
import { pairSearches } from './searchPairs';
import { searchRamps } from './searchRamps';
import { searchUsers } from './searchUsers';
import { searchVirtualAccounts } from './searchVirtualAccounts';

/** The node's list searches, by the names that the locators use. */
export const listSearch = {
	...pairSearches,
	searchDocuments,
	searchRamps,
	searchUsers,
	searchVirtualAccounts,
};
