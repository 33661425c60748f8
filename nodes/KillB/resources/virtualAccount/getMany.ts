import { optionalChoice } from '../../../shared/fields/choices';
import { text } from '../../../shared/fields/textField';
import { operation } from '../../../shared/operation/operation';
import { NETWORKS, WALLET_CURRENCIES } from '../../data/wallets';
import { filteredListFields, readList } from '../../pages';
import { period } from './period';

/** Every documented filter of GET /virtual-accounts (killb.md section 9). */
export const virtualAccountFilters = {
	status: optionalChoice({
		displayName: 'Status',
		options: [
			{ name: 'Active', value: 'ACTIVE' },
			{ name: 'Pending', value: 'PENDING' },
			{ name: 'Processing', value: 'PROCESSING' },
			{ name: 'Rejected', value: 'REJECTED' },
		],
	}),
	network: optionalChoice({ displayName: 'Network', options: NETWORKS }),
	currency: optionalChoice({ displayName: 'Currency', options: WALLET_CURRENCIES }),
	userId: text({ displayName: 'User ID' }),
	...period,
};

/** GET /api/v2/virtual-accounts: the lists with `totalPages` (killb.md section 1). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many virtual accounts',
	description: 'List many virtual accounts, by filters where needed',
	endpoint: 'GET /api/v2/virtual-accounts',
	fields: {
		...filteredListFields(virtualAccountFilters),
	},
	run: async ({ values, api }) =>
		await readList({
			api,
			path: '/api/v2/virtual-accounts',
			query: values.filters,
			resource: 'virtualAccounts',
			values,
		}),
});
