import type { ICredentialTestRequest } from 'n8n-workflow';
import { CREDENTIAL_TEST_HEADER } from '../../../core/http/headers';

/**
 * Returns the request by which n8n tests a credential.
 * @param messages by status; they replace n8n's generic ones such as "Unauthorized"
 */
export function credentialTest(
	url: string,
	messages: Readonly<Record<number, string>>,
): ICredentialTestRequest {
	return {
		request: { method: 'GET', url, headers: { [CREDENTIAL_TEST_HEADER]: 'yes' } },
		rules: Object.entries(messages).map(([status, message]) => ({
			type: 'responseCode',
			properties: { value: Number(status), message },
		})),
	};
}
