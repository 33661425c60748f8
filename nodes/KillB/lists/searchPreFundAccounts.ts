import { wholeSearch } from './wholeSearch';

/**
 * The searchable list of the customer's pre-funded balances.
 *
 * Named assumption "a balance's `accountId` is the pre-fund account's": KillB has no list of
 * pre-fund accounts, and does not document which account a balance belongs to (killb.md 9).
 */
export const searchPreFundAccounts = wholeSearch({
	path: '/api/v2/customers/balances',
	resource: 'balances',
	shown: ({ accountId, currency, amount }) => {
		if (typeof accountId !== 'string') return undefined;
		return { name: `${[currency, amount].join(' ')} (${accountId})`, value: accountId };
	},
});
