import { headerValue } from './headers';
import type { OutgoingRequest } from './outgoing';

/** By the request that a node hands to n8n, which n8n hands on to the credential as the same object. */
const secretsOf = new WeakMap<object, Set<unknown>>();

/** What proves who sent a request. */
const PROOFS = ['authorization', 'x-api-key', 'kh-signature'];

/**
 * The secrets that the credential will use for a request; the credential notes them while it sends.
 * @param request as it is handed to n8n
 */
export function secretsSentWith(request: object): ReadonlySet<unknown> {
	const secrets = new Set<unknown>();
	secretsOf.set(request, secrets);
	return secrets;
}

/**
 * Lets a credential do its work on a request, and notes what must come back in no answer to it.
 * @param held secrets in the credential
 */
export function notingSecrets<T extends OutgoingRequest>(
	request: T,
	held: Iterable<unknown>,
	authenticate: () => T,
): T {
	const secrets = secretsOf.get(request);
	if (!secrets) return authenticate();
	for (const secret of held) secrets.add(secret);
	const authenticated = authenticate();
	for (const name of PROOFS) {
		const proof = headerValue(authenticated.headers, name);
		if (typeof proof === 'string') secrets.add(proof.replace(/^Bearer /, ''));
	}
	// After a 401 n8n hands the credential its own output again.
	secretsOf.set(authenticated, secrets);
	return authenticated;
}
