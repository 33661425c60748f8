import { operation, optionalChoice, text } from '../../../shared/operation';
import { PAYOUT_STATUSES } from '../../data/statuses';
import { filteredListFields, listOf } from '../../pages';

/** GET /api/v2/payouts (killb.md 8). */
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
				options: PAYOUT_STATUSES.all,
			}),
		}),
	},
	query: ({ filters }) => filters,
	run: listOf('payouts'),
});
