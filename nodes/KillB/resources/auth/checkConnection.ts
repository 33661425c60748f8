import { operation } from '../../../shared/operation';
import { connectionChecks } from '../../connection/checks';

/** Read-only. A failed check is a result, not an error. */
export const checkConnection = operation({
	name: 'Check Connection',
	action: 'Check connection',
	description: 'Check environment, login, clock, webhook and rejected events, with what to do',
	endpoint: 'GET /api/v2/auth/me',
	fields: {},
	run: async ({ api, executionContext }) => await connectionChecks(api, executionContext),
});
