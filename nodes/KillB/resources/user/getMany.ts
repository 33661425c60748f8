import { operation } from '../../../shared/operation';
import { userFilters } from '../../data/userFilters';
import { userType } from '../../data/userType';
import { filteredListFields, listOf } from '../../pages';

/**
 * GET /api/v2/users. `type` is required in the specification, though guides omit it (killb.md 3.3).
 */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many users',
	description: 'List many users, persons or companies, by filters where needed',
	endpoint: 'GET /api/v2/users',
	fields: {
		userType,
		...filteredListFields(userFilters),
	},
	query: ({ filters, userType: type }) => ({ ...filters, type }),
	run: listOf('users'),
});
