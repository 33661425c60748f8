import { operation } from '../../../shared/operation';
import { listOf } from '../../pages';
import { virtualAccountLocator } from './virtualAccountLocator';
import { withdrawalListFields } from './withdrawalFilters';

/** GET /api/v2/virtual-accounts/{id}/withdrawals (killb.md 9). */
export const getWithdrawals = operation({
	name: 'Get Withdrawals',
	action: 'Get virtual account withdrawals',
	description: 'Get the withdrawals from a virtual account',
	endpoint: 'GET /api/v2/virtual-accounts/{virtualAccountId}/withdrawals',
	fields: { virtualAccountId: virtualAccountLocator, ...withdrawalListFields },
	query: ({ filters }) => filters,
	run: listOf('withdrawals'),
});
