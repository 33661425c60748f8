import { operation } from '../../../shared/operation';
import { ADVICE, overridesOf } from '../../overrides';

/** PUT /v1/webhooks without a URL. How to unset it is not documented (kernelhost.md 4.1). */
export const remove = operation({
	name: 'Remove',
	action: 'Remove webhook',
	description: 'Remove the webhook URL. KernelHost then sends no events for this API key.',
	endpoint: 'PUT /v1/webhooks',
	mayBeEmpty: true,
	advice: ADVICE.noWebhook,
	repeatable: true,
	body: async (_values, executionContext) => {
		const { webhookUrlField, webhookEmptyValue } = await overridesOf(executionContext);
		return { [webhookUrlField]: webhookEmptyValue };
	},
});
