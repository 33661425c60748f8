import type { IDataObject } from 'n8n-workflow';
import { nameIn } from './choices';
import { pagedSearch } from './pagedSearch';
import { searchAccounts } from './searchAccounts';
import { searchBanks } from './searchBanks';
import { pairSearches } from './searchPairs';
import { wholeSearch } from './wholeSearch';

/** Returns the day of a time in ISO 8601. */
function dayOf(time: unknown): string | undefined {
	return typeof time === 'string' ? time.slice(0, 10) : undefined;
}

/** Returns the amounts of an exchange, with their currencies. */
function exchangeOf({ fromAmount, fromCurrency, toAmount, toCurrency }: IDataObject): string {
	return [
		[fromAmount, fromCurrency],
		[toAmount, toCurrency],
	]
		.map((amount) => amount.filter((part) => part !== undefined).join(' '))
		.join(' → ');
}

/** The node's list searches, by the names that the locators use. */
export const listSearch = {
	...pairSearches,
	searchAccounts,
	searchBanks,

	/** The documents to sign (killb.md 9). */
	searchDocuments: wholeSearch({
		path: '/api/v2/documents',
		resource: 'documents',
		shown: ({ id, title, status }) => ({
			id,
			words: title || status ? [title, status] : ['Document'],
		}),
	}),

	/** The payouts, in KillB's order, which is not documented. */
	searchPayouts: pagedSearch({
		path: '/api/v2/payouts',
		resource: 'payouts',
		shown: ({ id, amount, currency, beneficiary, status, createdAt, externalId }) => {
			const receiver = nameIn((beneficiary as IDataObject | undefined)?.account);
			const sum = [amount, currency].join(' ');
			return { id, words: [sum, receiver, status, dayOf(createdAt), externalId] };
		},
	}),

	/**
	 * The customer's pre-funded balances.
	 *
	 * Named assumption "a balance's `accountId` is the pre-fund account's": KillB has no list of
	 * pre-fund accounts, and does not document which account a balance belongs to (killb.md 9).
	 */
	searchPreFundAccounts: wholeSearch({
		path: '/api/v2/customers/balances',
		resource: 'balances',
		shown: ({ accountId, currency, amount }) => ({
			id: accountId,
			words: [[currency, amount].join(' ')],
		}),
	}),

	/** The ramps, in KillB's order, which is not documented. */
	searchRamps: pagedSearch({
		path: '/api/v2/ramps',
		resource: 'ramps',
		shown: (ramp) => ({
			id: ramp.id,
			words: [exchangeOf(ramp), ramp.status, dayOf(ramp.createdAt), ramp.externalId],
		}),
	}),

	/** The users. KillB lists one type at a time (killb.md 3.3): persons first, then companies. */
	searchUsers: pagedSearch({
		path: '/api/v2/users',
		resource: 'users',
		queries: () => [{ type: 'PERSON' }, { type: 'COMPANY' }],
		shown: ({ id, data }) => ({
			id,
			words: [nameIn(data) || 'User', (data as IDataObject | undefined)?.email],
		}),
	}),

	searchVirtualAccounts: pagedSearch({
		path: '/api/v2/virtual-accounts',
		resource: 'virtualAccounts',
		shown: ({ id, currency, network, address, status }) => ({
			id,
			words: [currency, network, address, status],
		}),
	}),
};
