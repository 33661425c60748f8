import { operation } from '../../../shared/operation';
import { connectionChecks } from '../../connection/checks';

/**
 * Read-only. It does not read the access data of services, because KernelHost logs and reports
 * that.
 */
export const checkConnection = operation({
	name: 'Check Connection',
	action: 'Check connection',
	description:
		'Find out why it does not work: key, clock, signature, permissions, limits, webhook and rejected events, one item each with what to do',
	endpoint: 'GET /v1/me',
	run: async ({ api, executionContext }) => await connectionChecks(api, executionContext),
});
