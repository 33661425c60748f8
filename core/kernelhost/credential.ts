import { serverClocks } from '../clock/serverClock';
import type { OutgoingRequest } from '../http/outgoing';
import { notingSecrets } from '../http/sentSecrets';
import { checkTestedSecret } from '../webhook/credentialTest';
import { signRequest } from './authenticate';
import type { SignedPath } from './signature';

// So that the bench measures what ships, and not something made of the same sources.
export { signRequest } from './authenticate';
export { signedHeaders } from './signature';

/**
 * Signs a request with the key in n8n's credential, by the server's clock as far as it is known.
 * @param now Unix time in milliseconds
 * @param secretFields names of the fields whose values must come back in no answer
 * @throws Error as `signRequest`
 */
export function signWithCredential<T extends OutgoingRequest>(
	credentials: Readonly<Record<string, unknown>>,
	request: T,
	now: number,
	secretFields: readonly string[] = [],
): T {
	checkTestedSecret(credentials, request);
	const held = secretFields.map((name) => credentials[name]);
	return notingSecrets(request, held, () =>
		signRequest(
			{
				keyId: String(credentials.keyId ?? ''),
				secret: String(credentials.secret ?? ''),
				apiRoot: String(credentials.apiRoot ?? ''),
				signedPath: credentials.signedPath as SignedPath,
			},
			request,
			now,
			(origin) => serverClocks.offset(origin),
		),
	);
}
