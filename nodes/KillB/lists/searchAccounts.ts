import type { IDataObject } from 'n8n-workflow';
import { currentValue } from '../../shared/fields/listSearches';
import { nameIn, type Shown } from './choices';
import { pagedSearch } from './pagedSearch';

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
export const searchAccounts = pagedSearch({
	path: '/api/v2/accounts',
	resource: 'accounts',
	queries: (context) => {
		const userId = currentValue(context, 'userId');
		return userId === undefined ? [{}] : [{ userId }];
	},
	shown,
});

/** Shows type, number, holder and status. */
function shown({ id, type, status, data }: IDataObject): Shown {
	const members = (data ?? {}) as IDataObject;
	const number = NUMBERS.map((name) => members[name]).find((value) => typeof value === 'string');
	return { id, words: [[type, number].filter(Boolean).join(' '), nameIn(data), status] };
}
