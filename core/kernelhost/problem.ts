import { MAXIMUM_SHORT_TEXT, MAXIMUM_TEXT, excerpt, firstEntries } from '../http/excerpt';

/** KernelHost's error body, RFC 7807 with its own members (kernelhost.md section 8). */
export interface Problem {
	/** the documented slug, e.g. `payment_required`; the API writes it bare or as the end of a URL (C10) */
	type: string | undefined;
	title: string | undefined;
	detail: string | undefined;
	reason: string | undefined;
	requestId: string | undefined;
	/** one line a field; the shape of an entry is not documented and read leniently */
	fieldErrors: string[];
}

/** Reads an error body of any shape and size. Never throws; what is missing is undefined, what is long is cut. */
export function readProblem(body: unknown): Problem {
	const members = (typeof body === 'object' && body !== null ? body : {}) as Record<
		string,
		unknown
	>;
	const text = (name: string, characters = MAXIMUM_SHORT_TEXT) => {
		const value = members[name];
		return typeof value === 'string' && value !== '' ? excerpt(value, characters) : undefined;
	};
	return {
		type: text('type')?.split(/[/#]/).filter(Boolean).pop(),
		title: text('title'),
		detail: text('detail', MAXIMUM_TEXT),
		reason: text('reason'),
		requestId: text('request_id'),
		fieldErrors: Array.isArray(members.errors)
			? firstEntries(
					members.errors,
					(entry) => [excerpt(fieldError(entry), MAXIMUM_SHORT_TEXT)],
					(count) => `and ${count} more`,
				)
			: [],
	};
}

function fieldError(entry: unknown): string {
	if (typeof entry === 'string') return entry;
	if (typeof entry !== 'object' || entry === null) return String(entry);
	const { field, path, pointer, name, message, detail, reason } = entry as Record<string, unknown>;
	const where = [field, path, pointer, name].find((part) => typeof part === 'string');
	const what = [message, detail, reason].find((part) => typeof part === 'string');
	if (what === undefined) return JSON.stringify(entry);
	return where === undefined ? String(what) : `${String(where)}: ${String(what)}`;
}
