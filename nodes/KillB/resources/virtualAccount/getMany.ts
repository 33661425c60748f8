import { operation, optionalChoice, text } from '../../../shared/operation';
import { NETWORKS, WALLET_CURRENCIES } from '../../data/wallets';
import { filteredListFields, listOf } from '../../pages';
import { period } from './period';

/** Every documented filter of GET /virtual-accounts (killb.md 9). */
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

/** GET /api/v2/virtual-accounts: the lists with `totalPages` (killb.md 1). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many virtual accounts',
	description: 'List many virtual accounts, by filters where needed',
	endpoint: 'GET /api/v2/virtual-accounts',
	fields: filteredListFields(virtualAccountFilters),
	query: ({ filters }) => filters,
	run: listOf('virtualAccounts'),
});
