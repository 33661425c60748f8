import { described, operation, resultsOf, toggle } from '../../../shared/operation';
import { events } from './events';
import { chosenSecret, secretFields } from './secret';
import { NO_WEBHOOK } from './slot';
import { url } from './url';

/**
 * PATCH /api/v2/webhooks: everything except the URL is required (killb.md 4.1). It sets a state, so
 * it may be retried.
 */
export const update = operation({
	name: 'Update',
	action: 'Update webhook',
	description: 'Update the webhook’s events, URL or secret, or pause it',
	endpoint: 'PATCH /api/v2/webhooks',
	repeatable: true,
	fields: {
		active: toggle({
			displayName: 'Active',
			description: 'Whether KillB sends events. When off, the webhook is kept but paused.',
			default: true,
		}),
		events,
		...secretFields,
		url: described({ hint: 'Leave empty to keep the current URL' }, url),
	},
	advice: NO_WEBHOOK,
	run: async ({ values, request, api, executionContext }) => {
		const { active, events, url } = values;
		const secret = await chosenSecret(values, executionContext, api);
		const kept = url === undefined ? {} : { url: url.trim() };
		return resultsOf(await request({ body: { ...kept, active, secret, events } }));
	},
});
