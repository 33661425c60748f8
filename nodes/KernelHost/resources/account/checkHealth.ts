import { operation } from '../../../shared/operation';

/** GET /v1/health: public, the only unsigned request (kernelhost.md 3 and 4). */
export const checkHealth = operation({
	name: 'Check Health',
	action: 'Check API health',
	description: 'Check whether the API is up (works without a valid key)',
	endpoint: 'GET /v1/health',
	mayBeEmpty: true,
});
