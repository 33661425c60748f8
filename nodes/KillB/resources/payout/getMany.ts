import { optionalChoice } from '../../../shared/choices';
import { collection, text } from '../../../shared/fields';
import { listFields } from '../../../shared/list';
import { operation } from '../../../shared/operation';
import { PAYOUT_STATUSES } from '../../data/payoutStatuses';
import { listOptions, readList } from '../../pages';

/** GET /api/v2/payouts (killb.md section 8). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many payouts',
	description: 'List many payouts, by filters where needed',
	endpoint: 'GET /api/v2/payouts',
	fields: {
		...listFields,
		filters: collection({
			displayName: 'Filters',
			placeholder: 'Add Filter',
			fields: {
				id: text({ displayName: 'Payout ID' }),
				externalId: text({
					displayName: 'External ID',
					description: 'The ID of the payout with you',
				}),
				status: optionalChoice({
					displayName: 'Status',
					description: 'How far the payout is',
					options: PAYOUT_STATUSES,
				}),
			},
		}),
		options: listOptions,
	},
	run: async ({ values, api }) => {
		const { filters: query } = values;
		return await readList({ api, path: '/api/v2/payouts', query, resource: 'payouts', values });
	},
});
