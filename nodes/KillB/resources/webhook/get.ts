import { operation } from '../../../shared/operation';
import { NO_WEBHOOK } from './slot';

/** GET /api/v2/webhooks (killb.md 4.1). */
export const get = operation({
	name: 'Get',
	action: 'Get webhook',
	description:
		'Get your customer account’s webhook: its URL and events. KillB never returns the secret.',
	endpoint: 'GET /api/v2/webhooks',
	mayBeEmpty: true,
	advice: NO_WEBHOOK,
});
