import { operation } from '../../../shared/operation';

/** GET /v1/webhooks: the one URL of this key (kernelhost.md 4 and 9). */
export const get = operation({
	name: 'Get',
	action: 'Get webhook',
	description: 'Get the URL that receives this API key’s events',
	endpoint: 'GET /v1/webhooks',
	mayBeEmpty: true,
});
