/** Raised by a credential before anything of the node's own request was sent: whatever it was, it was not carried out. */
export class NotSent extends Error {
	/**
	 * @param isTransient the same request may succeed in a moment; otherwise something has to be corrected first
	 * @param retryAfterMs how long the service asked to be left alone, in milliseconds, where it said so
	 */
	constructor(
		message: string,
		readonly isTransient: boolean,
		readonly retryAfterMs?: number,
	) {
		super(message);
	}
}
