import { collection } from '../../../shared/fields';
import { listFields } from '../../../shared/list';
import { operation } from '../../../shared/operation';
import { accountFilters } from '../../data/accountFilters';
import { listOptions, readList } from '../../pages';

/** GET /api/v2/accounts (killb.md section 5). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many accounts',
	description: 'List many bank accounts and wallets, by filters where needed',
	endpoint: 'GET /api/v2/accounts',
	fields: {
		...listFields,
		filters: collection({
			displayName: 'Filters',
			placeholder: 'Add Filter',
			fields: accountFilters,
		}),
		options: listOptions,
	},
	run: async ({ values, api }) => {
		const { ids, ...filters } = values.filters;
		// Named assumption "a list of ids has commas": `ids` is one text to KillB, which shows no example (killb.md section 5).
		const query = { ...filters, ...(ids ? { ids: ids.join(',') } : {}) };
		return await readList({ api, path: '/api/v2/accounts', query, resource: 'accounts', values });
	},
});
