import { operation, required, resultsOf } from '../../../shared/operation';
import { events } from './events';
import { chosenSecret, secretFields } from './secret';
import { WEBHOOK_EXISTS } from './slot';
import { url } from './url';

/** POST /api/v2/webhooks: one per customer (killb.md 4.1). */
export const create = operation({
	name: 'Create',
	action: 'Create webhook',
	description: 'Make KillB send your customer account’s events to a URL',
	endpoint: 'POST /api/v2/webhooks',
	fields: { url: required(url), events, ...secretFields },
	advice: WEBHOOK_EXISTS,
	run: async ({ values, request, api, executionContext }) => {
		const { url, events } = values;
		const secret = await chosenSecret(values, executionContext, api);
		return resultsOf(await request({ body: { url: url.trim(), secret, events } }));
	},
});
