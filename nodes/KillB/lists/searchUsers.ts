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

/**
 * Shows the members that identify a user, and always the ID, because two persons may have the same
 * name.
 */
function shown({ id, data }: IDataObject): INodeListSearchItems {
	const { firstName, lastName, companyName, email } = (data ?? {}) as IDataObject;
	const name = [companyName, firstName, lastName].filter(Boolean).join(' ');
	return {
		name: `${[name || 'User', email].filter(Boolean).join(', ')} (${String(id)})`,
		value: String(id),
	};
}
