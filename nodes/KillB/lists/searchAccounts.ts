import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { currentValue } from '../../shared/fields/listSearches';
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

/** Shows type, number, holder and status, and always the ID, because the rest may be equal. */
function shown({ id, type, status, data }: IDataObject): INodeListSearchItems {
	const members = (data ?? {}) as IDataObject;
	const number = NUMBERS.map((name) => members[name]).find((value) => typeof value === 'string');
	const { companyName, firstName, lastName } = members;
	const holder = [companyName, firstName, lastName].filter(Boolean).join(' ');
	const known = [[type, number].filter(Boolean).join(' '), holder, status].filter(Boolean);
	return { name: `${known.join(', ')} (${String(id)})`, value: String(id) };
}
