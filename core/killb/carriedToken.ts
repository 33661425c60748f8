/** The token that a request was given to carry, by the copy of the credential that n8n made for this request. */
const carried = new WeakMap<object, string>();

type Copy = Readonly<Record<string, unknown>>;

/** Remembers that a request goes out with the token in this copy of a credential. */
export function noteCarried(credentials: Copy): void {
	carried.set(credentials, String(credentials.accessToken));
}

/**
 * Whether a request went out with the token in this copy. n8n hands the same copy to the renewal, and does not say whether the
 * renewal comes before the request or after it failed (n8n.md 1.2).
 */
export function wasCarried(credentials: Copy): boolean {
	return carried.get(credentials) === credentials.accessToken;
}
