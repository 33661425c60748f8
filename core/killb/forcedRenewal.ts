import { controlHeader } from '../http/controlHeader';

/**
 * Marks a request of the node's Log In and Refresh Token operations. n8n lets only a credential write its own session, and
 * only when a request finds the session expired; so the mark makes one request find it so.
 */
const header = controlHeader('x-n8n-renew-session');

/** With `login` the password is used even where a refresh token is at hand. */
export type Renewal = 'login' | 'refresh';

/** The header that marks a request. */
export function renewalMark(renewal: Renewal): Record<string, string> {
	return header.put(renewal);
}

/** The copies of credentials, one for each request, whose session was fetched for that very request. */
const fresh = new WeakSet<object>();

/** The copies of credentials whose request is marked and waits for a new session. */
const waiting = new WeakSet<object>();

/** Remembers that the session in this copy of a credential was fetched just now, so that a marked request is content with it. */
export function noteFreshSession(credentials: Readonly<Record<string, unknown>>): void {
	fresh.add(credentials);
}

/**
 * Takes the mark off a request; n8n asks again with the same objects, and must then find none.
 *
 * For a login the refresh token is put aside, in the copy of the credential that n8n hands to the renewal next.
 * @returns whether the session has to be renewed: the request was marked, and n8n did not just log in for it because there was
 *   no session at all
 */
export function takeRenewalMark(
	credentials: Record<string, unknown>,
	request: { headers?: Record<string, unknown> },
): boolean {
	const mark = header.take(request.headers);
	if (mark === undefined) return false;
	if (fresh.has(credentials)) return false;
	if (mark === 'login') credentials.refreshToken = '';
	waiting.add(credentials);
	return true;
}

/** Whether the renewal that n8n asks for now is the one that a marked request waits for. It is so once. */
export function takeForcedRenewal(credentials: Readonly<Record<string, unknown>>): boolean {
	return waiting.delete(credentials);
}
