import { takeHeader } from '../http/headers';

/**
 * Marks a request that its node sends again when the credential could not send it for the moment, so that the credential may
 * wait for another process's session instead of logging in. It never goes out. A request without it gets a session at once:
 * n8n's HTTP Request node and the forms try once.
 */
export const REPEAT_HEADER = 'x-n8n-sent-again';

/** The copies of credentials, one for each request, whose request is marked. */
const marked = new WeakSet<object>();

/** Takes the mark off a request. */
export function takeRepeatMark(
	credentials: object,
	request: { headers?: Record<string, unknown> },
): void {
	if (takeHeader(request.headers, REPEAT_HEADER) !== undefined) marked.add(credentials);
}

/** Whether the request of this copy was marked. */
export function isSentAgain(credentials: object): boolean {
	return marked.has(credentials);
}
