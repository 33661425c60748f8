import { optionalChoice } from '../../../shared/fields/choices';
import { text } from '../../../shared/fields/textField';
import { operation } from '../../../shared/operation/operation';
import { PAYOUT_STATUSES } from '../../data/payoutStatuses';
import { filteredListFields, readList } from '../../pages';

/** GET /api/v2/payouts (killb.md section 8). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many payouts',
	description: 'List many payouts, by filters where needed',
	endpoint: 'GET /api/v2/payouts',
	fields: {
		...filteredListFields({
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
		}),
	},
	run: async ({ values, api }) => {
		const { filters: query } = values;
		return await readList({ api, path: '/api/v2/payouts', query, resource: 'payouts', values });
	},
});
