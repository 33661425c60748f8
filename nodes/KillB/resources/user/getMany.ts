import { operation } from '../../../shared/operation/operation';
import { userFilters } from '../../data/userFilters';
import { userType } from '../../data/userType';
import { filteredListFields, readList } from '../../pages';

/** GET /api/v2/users. `type` is required in the specification, though guides leave it out (killb.md 3.3). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many users',
	description: 'List many users, persons or companies, by filters where needed',
	endpoint: 'GET /api/v2/users',
	fields: {
		userType,
		...filteredListFields(userFilters),
	},
	run: async ({ values, api }) =>
		await readList({
			api,
			path: '/api/v2/users',
			query: { ...values.filters, type: values.userType },
			resource: 'users',
			values,
		}),
});
