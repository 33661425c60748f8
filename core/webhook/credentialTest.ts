import { takeHeader } from '../http/headers';
import { type SecretFields, weaknessOf } from './secrets';

/**
 * Marks the request with which n8n tests a credential: n8n does not tell a credential what a request is for. A weak webhook secret
 * is an error in the test; other requests have no use for it. It never goes out.
 */
export const CREDENTIAL_TEST_HEADER = 'x-n8n-credential-test';

/**
 * Takes the mark off a request.
 * @throws Error when it is there and the webhook secret is weak
 */
export function checkTestedSecret(
	fields: SecretFields,
	request: { headers?: Record<string, unknown> },
): void {
	if (takeHeader(request.headers, CREDENTIAL_TEST_HEADER) === undefined) return;
	const weakness = weaknessOf(fields);
	if (weakness !== undefined) throw new Error(`${weakness}. Enter at least 32 random characters.`);
}
