import { operation } from '../../../shared/operation';

/** GET /v1/webhooks: the one URL of this key (kernelhost.md 4 and 9). */
export const get = operation({
	name: 'Get',
	action: 'Get webhook',
	description: 'Read the address that KernelHost sends this key’s events to',
	endpoint: 'GET /v1/webhooks',
	mayBeEmpty: true,
});
