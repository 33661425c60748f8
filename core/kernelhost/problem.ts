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

/** Reads an error body of any shape. Never throws; what is missing is undefined. */
export function readProblem(body: unknown): Problem {
	const members = (typeof body === 'object' && body !== null ? body : {}) as Record<
		string,
		unknown
	>;
	const text = (name: string) =>
		typeof members[name] === 'string' && members[name] !== '' ? members[name] : undefined;
	return {
		type: text('type')?.split(/[/#]/).filter(Boolean).pop(),
		title: text('title'),
		detail: text('detail'),
		reason: text('reason'),
		requestId: text('request_id'),
		fieldErrors: Array.isArray(members.errors) ? members.errors.map(fieldError) : [],
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
