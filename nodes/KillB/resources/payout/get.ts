import { operation } from '../../../shared/operation';
import { PAYOUT_SUMMARY } from '../../data/summaries';
import { payoutLocator } from '../../locators';

/** GET /api/v2/payouts/{id} (killb.md 8). */
export const get = operation({
	name: 'Get',
	action: 'Get payout',
	description: 'Get a payout and its status',
	endpoint: 'GET /api/v2/payouts/{payoutId}',
	simplify: PAYOUT_SUMMARY,
	fields: { payoutId: payoutLocator },
});
