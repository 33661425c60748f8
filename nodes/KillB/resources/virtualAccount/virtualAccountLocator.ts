import { locator } from '../../../shared/operation';
import { withoutWords } from '../../locators';

/** Words that other endpoints have in place of a virtual account's ID (killb.md 9). */
export const WORDS_IN_PLACE_OF_VIRTUAL_ACCOUNT_ID = ['withdrawals'];

/** A virtual account, from the list or by ID. */
export const virtualAccountLocator = withoutWords(
	WORDS_IN_PLACE_OF_VIRTUAL_ACCOUNT_ID,
	locator({
		displayName: 'Virtual Account',
		description: 'The virtual account, chosen from the list or given by its ID',
		search: 'searchVirtualAccounts',
		idPlaceholder: 'e.g. 123e4567-e89b-12d3-a456-426614174000',
	}),
);
