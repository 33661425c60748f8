import { operation } from '../../../shared/operation';
import { listOf } from '../../pages';
import { withdrawalListFields } from './withdrawalFilters';

/** GET /api/v2/virtual-accounts/withdrawals (killb.md 9). */
export const getAllWithdrawals = operation({
	name: 'Get Withdrawals of All Accounts',
	action: 'Get withdrawals of all virtual accounts',
	description: 'Get the withdrawals from all virtual accounts of your customer account',
	endpoint: 'GET /api/v2/virtual-accounts/withdrawals',
	fields: withdrawalListFields,
	query: ({ filters }) => filters,
	run: listOf('withdrawals'),
});
