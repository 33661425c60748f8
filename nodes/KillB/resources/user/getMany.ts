import type { IDataObject } from 'n8n-workflow';
import { choice, operation } from '../../../shared/operation';
import { USER_SUMMARY } from '../../data/summaries';
import { userFilters } from '../../data/userFilters';
import { USER_TYPES } from '../../data/userType';
import { filteredListFields, LIST_ADVICE, readList } from '../../pages';

const BOTH = 'BOTH';

/**
 * GET /api/v2/users. `type` is required in the specification, though guides omit it (killb.md 3.3).
 * So both types are two lists, persons first.
 */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many users',
	description: 'Get many persons, companies or both, optionally filtered',
	endpoint: 'GET /api/v2/users',
	simplify: USER_SUMMARY,
	fields: {
		userType: choice({
			displayName: 'User Type',
			description: 'Whether to get persons, companies or both',
			options: [...USER_TYPES, { name: 'Both', value: BOTH, description: 'Persons first' }],
			default: 'PERSON',
		}),
		...filteredListFields(userFilters),
	},
	query: ({ filters }) => ({ ...filters }),
	run: async ({ request, values }) => {
		const { userType, returnAll, limit = Infinity } = values;
		const types = userType === BOTH ? USER_TYPES.map(({ value }) => value) : [userType];
		let users: IDataObject[] = [];
		for (const type of types) {
			if (!returnAll && users.length >= limit) break;
			const ofType = await readList({
				ask: async (query) => await request({ query: { type, ...query }, advice: LIST_ADVICE }),
				resource: 'users',
				values: { ...values, limit: limit - users.length },
			});
			users = users.concat(ofType);
		}
		return users;
	},
});
