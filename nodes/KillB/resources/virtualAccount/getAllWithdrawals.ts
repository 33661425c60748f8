import { operation } from '../../../shared/operation/operation';
import { readList } from '../../pages';
import { withdrawalListFields } from './withdrawalFilters';

/** GET /api/v2/virtual-accounts/withdrawals (killb.md section 9). */
export const getAllWithdrawals = operation({
	name: 'Get Withdrawals of All Accounts',
	action: 'Get withdrawals of all virtual accounts',
	description: 'List what was withdrawn from any virtual account of your customer account',
	endpoint: 'GET /api/v2/virtual-accounts/withdrawals',
	fields: withdrawalListFields,
	run: async ({ values, api }) =>
		await readList({
			api,
			path: '/api/v2/virtual-accounts/withdrawals',
			query: values.filters,
			resource: 'withdrawals',
			values,
		}),
});
