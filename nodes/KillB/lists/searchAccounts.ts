import type { IDataObject } from 'n8n-workflow';
import { currentValue } from '../../shared/fields/listSearches';
import type { Shown } from '../../shared/fields/searchableList';
import { pagedList } from './killBList';
import { joined, lastOf, nameIn } from './words';

/** Members that identify an account, most specific first (killb.md 5). */
const NUMBERS = [
	'accountNumber',
	'clabe',
	'cci',
	'cvu',
	'pixKey',
	'alias',
	'account',
	'address',
	'phone',
];

/** The searchable list of accounts, limited to the form's user where there is one. */
export const searchAccounts = pagedList({
	path: '/api/v2/accounts',
	resource: 'accounts',
	queries: (context) => {
		const userId = currentValue(context, 'userId');
		return userId === undefined ? [{}] : [{ userId }];
	},
	filterFor: (text) => (text.includes('@') ? { email: text } : undefined),
	shown,
});

/** Shows rail, last digits, holder, currency and network of a wallet, bank and status. */
function shown({ id, type, status, data, externalId }: IDataObject): Shown {
	const members = (data ?? {}) as IDataObject;
	const number = NUMBERS.map((name) => members[name]).find((value) => typeof value === 'string');
	return {
		id,
		words: [
			joined(type, lastOf(number)),
			nameIn(data),
			joined(members.currency, members.network),
			members.bankName,
			status,
		],
		alsoFoundBy: [number, members.email, externalId],
	};
}
