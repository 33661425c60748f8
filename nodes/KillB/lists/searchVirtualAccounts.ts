import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { pagedSearch } from './pagedSearch';

/** The searchable list of virtual accounts. */
export const searchVirtualAccounts = pagedSearch({
	path: '/api/v2/virtual-accounts',
	resource: 'virtualAccounts',
	shown,
});

/** Shows the currency, network and address. */
function shown(account: IDataObject): INodeListSearchItems {
	const { id, currency, network, address, status } = account;
	const known = [currency, network, address, status].filter(Boolean).join(', ');
	return { name: `${known} (${String(id)})`, value: String(id) };
}
