import { operation } from '../../../shared/operation';
import { NO_WEBHOOK } from './slot';

/** DELETE /api/v2/webhooks; the answer is empty (killb.md 4.1). */
export const deleteWebhook = operation({
	name: 'Delete',
	action: 'Delete webhook',
	description:
		'Delete the webhook: KillB then sends no events, so no KillB Trigger starts any more',
	endpoint: 'DELETE /api/v2/webhooks',
	mayBeEmpty: true,
	advice: NO_WEBHOOK,
	results: () => ({ deleted: true }),
});
