import { buildPath } from '../../../../core/http/path';
import { operation } from '../../../shared/operation/operation';
import { readList } from '../../pages';
import { virtualAccountLocator } from './virtualAccountLocator';
import { withdrawalListFields } from './withdrawalFilters';

/** GET /api/v2/virtual-accounts/{id}/withdrawals (killb.md section 9). */
export const getWithdrawals = operation({
	name: 'Get Withdrawals',
	action: 'Get virtual account withdrawals',
	description: 'List what was withdrawn from one virtual account',
	endpoint: 'GET /api/v2/virtual-accounts/{virtualAccountId}/withdrawals',
	fields: { virtualAccountId: virtualAccountLocator, ...withdrawalListFields },
	run: async ({ values, api }) =>
		await readList({
			api,
			path: buildPath('/api/v2/virtual-accounts/{virtualAccountId}/withdrawals', values),
			query: values.filters,
			resource: 'withdrawals',
			values,
		}),
});
