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
	userId: text({
		displayName: 'User ID',
		placeholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
	}),
	...period,
};

/** GET /api/v2/virtual-accounts: the lists with `totalPages` (killb.md 1). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many virtual accounts',
	description: 'Get many virtual accounts, optionally filtered',
	endpoint: 'GET /api/v2/virtual-accounts',
	fields: filteredListFields(virtualAccountFilters),
	query: ({ filters }) => filters,
	run: listOf('virtualAccounts'),
});
