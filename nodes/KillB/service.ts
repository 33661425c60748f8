import { explainKillB } from '../../core/killb/explain';
import { checkLogin } from '../../core/killb/login';
import { REJECTED_HEADER, RETRY_HEADER } from '../../core/killb/credential';
import { sharedSessions } from '../../core/killb/session';
import type { Service } from '../shared/client/service';
import { serviceClient } from '../shared/client/retry';
import { KILLB_LIMITS } from './limits';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { execute } from '../shared/execute/execute';
import { resources } from './resources';

/**
 * The KillB API. After a 401 the request is sent once more, for which the credential renews the
 * session.
 *
 * Named assumption "lists in a query are repeated" (`ownerUsers=a&ownerUsers=b`): OpenAPI's
 * default; KillB shows no example.
 */
export const killBService: Service = {
	name: 'KillB',
	credential: 'killBApi',
	rejectedHeader: REJECTED_HEADER,
	arrayFormat: 'repeat',
	limits: KILLB_LIMITS,
	identify: (fields) => {
		const text = (name: string) => String(fields[name] ?? '');
		const [environment, baseUrl] = [text('environment'), text('baseUrl')];
		const login = { environment, baseUrl, email: text('email'), password: text('password') };
		const { root, email, fingerprint } = checkLogin(login);
		return { origin: root.origin, account: email.toLowerCase(), session: fingerprint };
	},
	// "500 retry with back-off" (killb.md 1.1); for a write without a key that is not safe.
	retries: { sessions: true, readsAfter500: true },
	retryHeader: RETRY_HEADER,
	renewals: (session) => sharedSessions.renewals(session),
	explain: explainKillB,
};

export const killBClient = serviceClient(killBService);

/** Runs the KillB node for all of its items. */
export async function executeKillB(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await execute(context, { resources, service: killBService });
}
