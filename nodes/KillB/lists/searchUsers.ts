import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { pagedSearch } from './pagedSearch';

/**
 * The searchable list of users. KillB lists one type at a time (killb.md 3.3): persons come first,
 * then companies.
 */
export const searchUsers = pagedSearch({
	path: '/api/v2/users',
	resource: 'users',
	queries: () => [{ type: 'PERSON' }, { type: 'COMPANY' }],
	shown,
});

/** Whatever tells one user from another; the id always, because two persons may have one name. */
function shown({ id, data }: IDataObject): INodeListSearchItems {
	const { firstName, lastName, companyName, email } = (data ?? {}) as IDataObject;
	const name = [companyName, firstName, lastName].filter(Boolean).join(' ');
	return {
		name: `${[name || 'User', email].filter(Boolean).join(', ')} (${String(id)})`,
		value: String(id),
	};
}
