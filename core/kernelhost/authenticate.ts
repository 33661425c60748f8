import type { OutgoingRequest } from '../http/outgoing';
import { headerValue, withHeaders } from '../http/headers';
import { finalRequest, resolveUrl } from '../http/outgoing';
import { bodyBytes } from '../http/outgoingBody';
import { rejectUnsafe } from '../http/rejectUnsafe';
import type { KernelHostKey } from './key';
import { checkKey, checkRoot } from './key';
import { signedHeaders, signedPathOf } from './signature';
import { takeTrialOffset } from '../clock/trialOffset';

/**
 * Turns a request into one whose bytes are known, and signs those bytes: n8n and axios would rewrite URL and body after
 * the credential has seen them (n8n.md 1.1 and 1.4). So it works in nodes, the credential test, and n8n's HTTP Request node.
 *
 * It may be called again on its own output: n8n does so after a 401. Each call takes a new timestamp and nonce.
 * @param now Unix time in milliseconds, by this machine's clock
 * @param offset what the clock of a host is known to be ahead of this machine's, in milliseconds; a request may ask for another
 * @throws Error before anything is sent, for a malformed credential, another host, or a body that cannot be signed
 */
export function signRequest<T extends OutgoingRequest>(
	credential: KernelHostKey,
	request: T,
	now: number,
	offset: (origin: string) => number = () => 0,
): T {
	const root = checkRoot(credential.apiRoot);
	const url = resolveUrl(request, root);
	const serverNow = now + (takeTrialOffset(request.headers) ?? offset(root.origin));
	rejectUnsafe(request);
	const given = { ...request.headers };
	// The one endpoint without signature; it must answer also while the key is wrong, to tell the two apart.
	if (url.pathname === `${root.path}/v1/health`) {
		return finalRequest(request, { url, headers: given });
	}
	const key = checkKey(credential);
	const body = bodyBytes(request);
	const method = (request.method ?? 'GET').toUpperCase();
	const headers: Record<string, string> = signedHeaders(key, {
		method,
		path: signedPathOf(url, root, key.signedPath),
		timestamp: Math.floor(serverNow / 1000),
		body,
	});
	if (body)
		headers['Content-Type'] = String(headerValue(given, 'content-type') ?? 'application/json');
	const signed = finalRequest(request, { url, headers: withHeaders(given, headers) });
	signed.method = method;
	if (body) signed.body = body;
	else delete signed.body;
	return signed;
}
