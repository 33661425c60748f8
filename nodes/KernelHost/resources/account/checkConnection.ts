import { operation } from '../../../shared/operation';
import { connectionChecks } from '../../connection/checks';

/**
 * Read-only. It does not read the access data of services, because KernelHost logs and reports
 * that.
 */
export const checkConnection = operation({
	name: 'Check Connection',
	action: 'Check connection',
	description: 'Diagnose key, clock, permissions, limits and webhook, with advice for each problem',
	endpoint: 'GET /v1/me',
	run: async ({ api, executionContext }) => await connectionChecks(api, executionContext),
});
