import { operation, optionalChoice, text } from '../../../shared/operation';
import { PAYOUT_STATUSES } from '../../data/statuses';
import { PAYOUT_SUMMARY } from '../../data/summaries';
import { filteredListFields, listOf } from '../../pages';

/** GET /api/v2/payouts (killb.md 8). */
export const getMany = operation({
	name: 'Get Many',
	action: 'Get many payouts',
	description: 'Get many payouts, optionally filtered',
	endpoint: 'GET /api/v2/payouts',
	simplify: PAYOUT_SUMMARY,
	fields: {
		...filteredListFields({
			id: text({
				displayName: 'Payout ID',
				placeholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
			}),
			externalId: text({
				displayName: 'External ID',
				description: 'Your own ID for the payout',
				placeholder: 'e.g. order-2026-00042',
			}),
			status: optionalChoice({
				displayName: 'Status',
				description: 'Current status of the payout',
				options: PAYOUT_STATUSES.all,
			}),
		}),
	},
	query: ({ filters }) => filters,
	run: listOf('payouts'),
});
