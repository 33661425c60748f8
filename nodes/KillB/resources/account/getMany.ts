import { operation } from '../../../shared/operation/operation';
import { accountFilters } from '../../data/accountFilters';
import { filteredListFields, readList } from '../../pages';

/** GET /api/v2/accounts (killb.md section 5). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many accounts',
	description: 'List many bank accounts and wallets, by filters where needed',
	endpoint: 'GET /api/v2/accounts',
	fields: {
		...filteredListFields(accountFilters),
	},
	run: async ({ values, api }) => {
		const { ids, ...filters } = values.filters;
		// Named assumption "a list of ids has commas": `ids` is one text to KillB, which shows no example (killb.md section 5).
		const query = { ...filters, ...(ids ? { ids: ids.join(',') } : {}) };
		return await readList({ api, path: '/api/v2/accounts', query, resource: 'accounts', values });
	},
});
