import type { IDataObject } from 'n8n-workflow';
import { type Renewal, renewalHeaderFor } from '../../../../core/killb/credential';
import type { ApiClient } from '../../../shared/operation';

/**
 * Renews the credential's session and reads its user with the new one.
 *
 * The tokens stay in the credential, which is encrypted; execution data is not.
 */
export async function renewForUser(api: ApiClient, renewal: Renewal): Promise<IDataObject> {
	const { body } = await api.send({
		method: 'GET',
		path: '/api/v2/auth/me',
		headers: renewalHeaderFor(renewal),
		repeatable: true,
	});
	return body as IDataObject;
}
