import { operation } from '../../../shared/operation';
import { overridesOf } from '../../overrides';

/** PUT /v1/webhooks without a URL. How to unset it is not documented (kernelhost.md 4.1). */
export const remove = operation({
	name: 'Remove',
	action: 'Remove webhook',
	description: 'Stop KernelHost from sending this key’s events anywhere',
	endpoint: 'PUT /v1/webhooks',
	mayBeEmpty: true,
	repeatable: true,
	body: async (_values, executionContext) => {
		const { webhookUrlField, webhookEmptyValue } = await overridesOf(executionContext);
		return { [webhookUrlField]: webhookEmptyValue };
	},
});
