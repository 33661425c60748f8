import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { pagedSearch } from './pagedSearch';

/** The searchable list of users. KillB lists one type at a time (killb.md 3.3): persons come first, then companies. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const queries = [{ type: 'PERSON' }, { type: 'COMPANY' }];
	const users = { path: '/api/v2/users', resource: 'users', queries, shown };
	return await pagedSearch(this, users, filter, paginationToken);
}

/** Whatever tells one user from another; the id always, because two persons may have one name. */
function shown({ id, data }: IDataObject): INodeListSearchItems {
	const { firstName, lastName, companyName, email } = (data ?? {}) as IDataObject;
	const name = [companyName, firstName, lastName].filter(Boolean).join(' ');
	return {
		name: `${[name || 'User', email].filter(Boolean).join(', ')} (${String(id)})`,
		value: String(id),
	};
}
