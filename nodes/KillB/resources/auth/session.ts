import type { IDataObject } from 'n8n-workflow';
import { CLEAR_HEADER, type Renewal, renewalHeaderFor } from '../../../../core/killb/credential';
import { codeOf } from '../../../shared/errors/failure';
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

/**
 * Clears the tokens that were just logged out, in memory and in n8n's store. Only the credential
 * can do so, on a request. This one is never sent.
 */
export async function clearSession(api: ApiClient): Promise<void> {
	const path = '/api/v2/auth/me';
	const headers = { ...CLEAR_HEADER };
	const clearing = api.send({ method: 'GET', path, headers, repeatable: false, once: true });
	await clearing.catch((error: unknown) => {
		if (codeOf(error) !== 'KILLB_SESSION_NOT_RENEWED') throw error;
	});
}
