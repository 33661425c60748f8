import { operation } from '../../../shared/operation';
import { NO_WEBHOOK } from './slot';

/** GET /api/v2/webhooks (killb.md 4.1). */
export const get = operation({
	name: 'Get',
	action: 'Get webhook',
	description:
		'Read where KillB sends the events of your customer account, and which. The secret is never shown.',
	endpoint: 'GET /api/v2/webhooks',
	mayBeEmpty: true,
	advice: NO_WEBHOOK,
});
