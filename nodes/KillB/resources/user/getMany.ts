import { readPages } from '../../../../core/paging/pages';
import { collection } from '../../../shared/fields';
import { listFields } from '../../../shared/list';
import { operation } from '../../../shared/operation';
import { userFilters } from '../../data/userFilters';
import { userType } from '../../data/userType';
import { listOptions, pageIn, pageSizeOf } from '../../pages';

/** GET /api/v2/users. `type` is required in the specification, though guides leave it out (killb.md 3.3). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many users',
	description: 'List many users, persons or companies, by filters where needed',
	endpoint: 'GET /api/v2/users',
	fields: {
		userType,
		...listFields,
		filters: collection({
			displayName: 'Filters',
			placeholder: 'Add Filter',
			fields: userFilters,
		}),
		options: listOptions,
	},
	run: async ({ values: { userType: type, returnAll, limit, filters, options }, api }) =>
		await readPages(
			async (page, size) => {
				const query = { ...filters, type, page, limit: size };
				const path = '/api/v2/users';
				const { body } = await api.send({ method: 'GET', path, query, repeatable: true });
				return pageIn(body, 'users');
			},
			{ wanted: returnAll ? undefined : limit, pageSize: pageSizeOf(options) },
		),
});
