import { operation } from '../../../shared/operation';
import { payoutLocator } from '../../locators';

/** GET /api/v2/payouts/{id} (killb.md 8). */
export const get = operation({
	name: 'Get',
	action: 'Get payout',
	description: 'Read one payout, with how far it is',
	endpoint: 'GET /api/v2/payouts/{payoutId}',
	fields: { payoutId: payoutLocator },
});
