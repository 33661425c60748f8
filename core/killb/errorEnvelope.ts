/** KillB's error body, read leniently: its pages and its SDK disagree on what is there (killb.md 1.1). */
export interface ErrorEnvelope {
	errorCode: string | undefined;
	/** every message, in the server's order */
	messages: string[];
	/** `key: value` pairs that say which input was meant */
	arguments: Array<{ key: string; value: string }>;
}

/** Reads an error body of any shape; what is missing is empty, nothing is invented. Never throws. */
export function readErrorEnvelope(body: unknown): ErrorEnvelope {
	if (typeof body !== 'object' || body === null) {
		return { errorCode: undefined, messages: [], arguments: [] };
	}
	const { errorCode, message, arguments: details } = body as Record<string, unknown>;
	return {
		errorCode: typeof errorCode === 'string' && errorCode !== '' ? errorCode : undefined,
		messages: (Array.isArray(message) ? message : [message]).flatMap(asText),
		arguments: Array.isArray(details) ? details.flatMap(asArgument) : [],
	};
}

function asText(value: unknown): string[] {
	if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
	return value === undefined || value === null ? [] : [JSON.stringify(value)];
}

function asArgument(value: unknown): Array<{ key: string; value: string }> {
	if (typeof value !== 'object' || value === null || !('key' in value)) return [];
	const { key, value: content } = value as Record<string, unknown>;
	return [{ key: String(key), value: asText(content)[0] ?? '' }];
}
