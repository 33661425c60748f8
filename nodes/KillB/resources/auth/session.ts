import type { IDataObject } from 'n8n-workflow';
import { type Renewal, renewalMark } from '../../../../core/killb/credential';
import type { ApiClient } from '../../../shared/operation';

/**
 * Renews the session of the credential, and reads who it belongs to with the new one.
 *
 * The tokens stay in the credential, which is encrypted; execution data is not.
 */
export async function renewSession(api: ApiClient, renewal: Renewal): Promise<IDataObject> {
	const { body } = await api.send({
		method: 'GET',
		path: '/api/v2/auth/me',
		headers: renewalMark(renewal),
		repeatable: true,
	});
	return body as IDataObject;
}
