import type { ICredentialTestRequest } from 'n8n-workflow';
import { CREDENTIAL_TEST_HEADER } from '../../../core/http/headers';

/**
 * Returns the request by which n8n tests a credential. n8n takes every other success for one of the
 * API, so a web page and an empty answer have rules: the first character of a text, and its length.
 * @param messages by status; they replace n8n's generic ones such as "Unauthorized". That of 404
 *   also stands for such an answer
 */
export function credentialTest(
	url: string,
	messages: Readonly<Record<number, string>> & { 404: string },
): ICredentialTestRequest {
	const bodies = [
		{ key: '0', value: '<' },
		{ key: 'length', value: 0 },
	];
	const rules = [
		...Object.entries(messages).map(([status, message]) => ({
			type: 'responseCode',
			properties: { value: Number(status), message },
		})),
		...bodies.map((body) => ({
			type: 'responseSuccessBody',
			properties: { ...body, message: messages[404] },
		})),
	];
	return {
		request: { method: 'GET', url, headers: { [CREDENTIAL_TEST_HEADER]: 'yes' } },
		// n8n takes rules of both types together; its type allows one only.
		rules: rules as NonNullable<ICredentialTestRequest['rules']>,
	};
}
