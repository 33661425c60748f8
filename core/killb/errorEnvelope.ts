import { MAXIMUM_SHORT_TEXT, MAXIMUM_TEXT, excerpt, firstEntries } from '../http/excerpt';

/** KillB's error body, read leniently: its pages and its SDK disagree on what is there (killb.md 1.1). */
export interface ErrorEnvelope {
	errorCode: string | undefined;
	/** the messages, in the server's order; of many the first, and how many more there are */
	messages: string[];
	/** `key: value` pairs that say which input was meant */
	arguments: Array<{ key: string; value: string }>;
}

/** Reads an error body of any shape and size; what is missing is empty, what is long is cut. Never throws. */
export function readErrorEnvelope(body: unknown): ErrorEnvelope {
	if (typeof body !== 'object' || body === null) {
		return { errorCode: undefined, messages: [], arguments: [] };
	}
	const { errorCode, message, arguments: details } = body as Record<string, unknown>;
	return {
		errorCode:
			typeof errorCode === 'string' && errorCode !== ''
				? excerpt(errorCode, MAXIMUM_SHORT_TEXT)
				: undefined,
		messages: Array.isArray(message)
			? firstEntries(
					message,
					(entry) => asText(entry, MAXIMUM_SHORT_TEXT),
					(count) => `and ${count} more`,
				)
			: asText(message, MAXIMUM_TEXT),
		arguments: Array.isArray(details)
			? firstEntries(details, asArgument, (count) => ({ key: 'more', value: String(count) }))
			: [],
	};
}

function asText(value: unknown, characters: number): string[] {
	if (typeof value === 'string')
		return value.trim() === '' ? [] : [excerpt(value.trim(), characters)];
	return value === undefined || value === null ? [] : [excerpt(JSON.stringify(value), characters)];
}

function asArgument(value: unknown): Array<{ key: string; value: string }> {
	if (typeof value !== 'object' || value === null || !('key' in value)) return [];
	const { key, value: content } = value as Record<string, unknown>;
	return [
		{
			key: asText(key, MAXIMUM_SHORT_TEXT)[0] ?? '',
			value: asText(content, MAXIMUM_SHORT_TEXT)[0] ?? '',
		},
	];
}
