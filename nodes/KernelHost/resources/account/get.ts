import { operation } from '../../../shared/operation';

/** GET /v1/me: "own account info + key metadata", for any valid key (kernelhost.md 4). */
export const get = operation({
	name: 'Get',
	action: 'Get account',
	description: 'Get your account and the details of your API key',
	endpoint: 'GET /v1/me',
});
