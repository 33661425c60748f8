import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { currentValue } from '../../shared/fields/currentValue';
import { pagedSearch } from './pagedSearch';

/** What an account is known by, in the order of what tells most (killb.md section 5). */
const NUMBERS = [
	...['accountNumber', 'clabe', 'cci', 'cvu', 'pixKey', 'alias', 'account', 'address'],
	'phone',
];

/** The searchable list of accounts: those of the user that the form names, where it names one. */
export const searchAccounts = pagedSearch({
	path: '/api/v2/accounts',
	resource: 'accounts',
	queries: (context) => {
		const userId = currentValue(context, 'userId');
		return userId === undefined ? [{}] : [{ userId }];
	},
	shown,
});

/** Type, number, holder and status; the id always, because the rest may be the same. */
function shown({ id, type, status, data }: IDataObject): INodeListSearchItems {
	const members = (data ?? {}) as IDataObject;
	const number = NUMBERS.map((name) => members[name]).find((value) => typeof value === 'string');
	const { companyName, firstName, lastName } = members;
	const holder = [companyName, firstName, lastName].filter(Boolean).join(' ');
	const known = [[type, number].filter(Boolean).join(' '), holder, status].filter(Boolean);
	return { name: `${known.join(', ')} (${String(id)})`, value: String(id) };
}
