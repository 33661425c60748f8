import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { pagedSearch } from './pagedSearch';

/** The searchable list of virtual accounts. */
export async function searchVirtualAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const accounts = { path: '/api/v2/virtual-accounts', resource: 'virtualAccounts', shown };
	return await pagedSearch(this, accounts, filter, paginationToken);
}

/** What tells one from another: what it holds, on which network, at which address. */
function shown(account: IDataObject): INodeListSearchItems {
	const { id, currency, network, address, status } = account;
	const known = [currency, network, address, status].filter(Boolean).join(', ');
	return { name: `${known} (${String(id)})`, value: String(id) };
}
