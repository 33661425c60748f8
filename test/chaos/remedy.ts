/** Words that advise the reader. */
const ADVICE =
	/\b(add|adjust|ask|check|choose|compare|copy|correct|create|enter|extend|find|look|open|publish|quote|raise|read|retry|run|send|set|switch|top up|try|turn|update|use|wait|write)\b/i;
const UNKNOWN = /\b(unknown|may have been|may have processed|may or may not have)\b/i;

/** An error as an operator reads it. */
export interface ReportedError {
	message: string;
	description: string;
}

/**
 * Returns what an error lacks: a message, a description, or advice in one of the two, which are
 * shown together; and for a write that the service may have executed, that its outcome is unknown.
 * @returns nothing for an error that helps
 */
export function missingRemedy(
	{ message, description }: ReportedError,
	mayBeCarriedOut: boolean,
): string | undefined {
	if (!/[a-z]{3}.*\s.*[a-z]{3}/i.test(message) || /undefined|\[object/.test(message)) {
		return 'the message says nothing';
	}
	if (description.trim() === '') return 'there is no description';
	// The vendor's own message, codes and status are no advice.
	const own = `${message} ${description}`.replace(/“[^”]*”/g, '').replace(/\bHTTP \d+\b/g, '');
	if (!ADVICE.test(own)) return 'it does not say what to do';
	if (mayBeCarriedOut && !UNKNOWN.test(own)) {
		return 'it does not say that it may have been carried out';
	}
	return undefined;
}
