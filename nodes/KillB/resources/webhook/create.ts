import { required } from '../../../shared/fields/fields';
import { operation } from '../../../shared/operation/operation';
import { resultsOf } from '../../../shared/operation/results';
import { events } from './events';
import { chosenSecret, secretFields } from './secret';
import { WEBHOOK_EXISTS } from './slot';
import { url } from './url';

/** POST /api/v2/webhooks: one for each customer (killb.md 4.1). */
export const create = operation({
	name: 'Create',
	action: 'Create webhook',
	description: 'Make KillB send the events of your customer account to an address of yours',
	endpoint: 'POST /api/v2/webhooks',
	fields: { url: required(url), events, ...secretFields },
	run: async ({ values, api, surroundings }) => {
		const { url, events } = values;
		const secret = await chosenSecret(values, surroundings, api);
		const answer = await api.send({
			method: 'POST',
			path: '/api/v2/webhooks',
			body: { url: url.trim(), secret, events },
			repeatable: false,
			advice: WEBHOOK_EXISTS,
		});
		return resultsOf(answer);
	},
});
