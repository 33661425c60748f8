import { controlHeader } from '../http/controlHeader';

/**
 * Marks a request that its node sends again when the credential could not send it for the moment, so that the credential may
 * wait for another process's session instead of logging in. A request without it gets a session at once: n8n's HTTP Request node
 * and the forms try once.
 */
const header = controlHeader('x-n8n-sent-again');

/** The header that marks a request. */
export const REPEAT_MARK: Readonly<Record<string, string>> = header.put('yes');

/** The copies of credentials, one for each request, whose request is marked. */
const marked = new WeakSet<object>();

/** Takes the mark off a request. */
export function takeRepeatMark(
	credentials: object,
	request: { headers?: Record<string, unknown> },
): void {
	if (header.take(request.headers) !== undefined) marked.add(credentials);
}

/** Whether the request of this copy was marked. */
export function isSentAgain(credentials: object): boolean {
	return marked.has(credentials);
}
