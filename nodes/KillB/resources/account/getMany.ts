import { operation } from '../../../shared/operation';
import { accountFilters } from '../../data/accountFilters';
import { filteredListFields, listOf } from '../../pages';

/** GET /api/v2/accounts (killb.md 5). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many accounts',
	description: 'List many bank accounts and wallets, by filters where needed',
	endpoint: 'GET /api/v2/accounts',
	fields: filteredListFields(accountFilters),
	query: ({ filters: { ids, ...filters } }) => ({
		...filters,
		// Named assumption "a list of ids has commas": `ids` is a single text, and KillB shows no
		// example (killb.md 5).
		...(ids ? { ids: ids.join(',') } : {}),
	}),
	run: listOf('accounts'),
});
