import type { IDataObject } from 'n8n-workflow';
import type { Shown } from '../../shared/fields/searchableList';
import { entriesOf, pagedList, wholeList } from './killBList';
import { searchAccounts } from './searchAccounts';
import { searchBanks } from './searchBanks';
import { searchCountries } from './searchCountries';
import { pairSearches } from './searchPairs';
import { dayOf, joined, lastOf, nameIn, sum } from './words';

const byExternalId = (externalId: string) => ({ externalId });

/** Shows name, e-mail address, document and type. */
function user({ id, type, data, externalId }: IDataObject): Shown {
	const { email, document, tradeName, phone } = (data ?? {}) as IDataObject;
	const { type: kind, number } = (document ?? {}) as IDataObject;
	return {
		id,
		words: [
			nameIn(data) || 'User',
			email,
			joined(kind, lastOf(number)),
			type === 'COMPANY' ? 'Company' : type === 'PERSON' ? 'Person' : type,
		],
		alsoFoundBy: [number, externalId, tradeName, phone],
	};
}

/** The node's list searches, by the names that the locators use. */
export const listSearch = {
	...pairSearches,
	searchAccounts,
	searchBanks,
	searchCountries,

	/** The documents to sign (killb.md 9). */
	searchDocuments: wholeList({
		path: '/api/v2/documents',
		prepare: () => entriesOf('documents'),
		shown: ({ id, title, status }) => ({
			id,
			words: title || status ? [title, status] : ['Document'],
		}),
	}),

	/** The payouts, in KillB's order, which is not documented. */
	searchPayouts: pagedList({
		path: '/api/v2/payouts',
		resource: 'payouts',
		filterFor: byExternalId,
		shown: ({ id, amount, currency, beneficiary, status, createdAt, externalId }) => {
			const receiver = nameIn((beneficiary as IDataObject | undefined)?.account);
			return {
				id,
				words: [sum(amount, currency), receiver, status, dayOf(createdAt), externalId],
			};
		},
	}),

	/**
	 * The customer's pre-funded balances.
	 *
	 * Named assumption "a balance's `accountId` is the pre-fund account's": KillB has no list of
	 * pre-fund accounts, and does not document which account a balance belongs to (killb.md 9).
	 */
	searchPreFundAccounts: wholeList({
		path: '/api/v2/customers/balances',
		prepare: () => entriesOf('balances'),
		shown: ({ accountId, currency, amount }) => ({
			id: accountId,
			words: [sum(currency, amount)],
		}),
	}),

	/** The ramps, in KillB's order, which is not documented. */
	searchRamps: pagedList({
		path: '/api/v2/ramps',
		resource: 'ramps',
		filterFor: byExternalId,
		shown: ({ id, status, createdAt, externalId, ...ramp }) => {
			const from = sum(ramp.fromAmount, ramp.fromCurrency);
			const to = sum(ramp.toAmount, ramp.toCurrency);
			const exchange = [from, to].filter(Boolean).join(' → ');
			return { id, words: [exchange, status, dayOf(createdAt), externalId] };
		},
	}),

	/** The users. KillB lists one type at a time (killb.md 3.3): persons first, then companies. */
	searchUsers: pagedList({
		path: '/api/v2/users',
		resource: 'users',
		queries: () => [{ type: 'PERSON' }, { type: 'COMPANY' }],
		filterFor: (text) => (text.includes('@') ? { email: text } : { externalId: text }),
		shown: user,
	}),

	/** The virtual accounts, each of a user, with an address to which stablecoins are sent. */
	searchVirtualAccounts: pagedList({
		path: '/api/v2/virtual-accounts',
		resource: 'virtualAccounts',
		shown: ({ id, currency, network, address, status }) => ({
			id,
			words: [joined(currency, network), lastOf(address), status],
			alsoFoundBy: [address],
		}),
	}),
};
