import { withoutOwner } from '../../../core/webhook/owner';
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import type { JournalEntry, SandboxState } from '../../../sandbox';

/** One request as the sandbox saw it. */
export interface SentRequest {
	method: string;
	/** without the query */
	path: string;
	query: Record<string, string>;
	/** parsed, if it is JSON; a form as its fields and files; `null` if there was none */
	body: unknown;
	/** whether it had an Idempotency-Key */
	keyed: boolean;
}

/** What one execution of a saved node did. */
export interface Outcome {
	requests: SentRequest[];
	/** the json of each item of the first output */
	items: unknown[];
	/** media types of the files on the items, by field */
	files: Record<string, string>;
	/** the message of the error that the node failed with */
	error: string | null;
}

/**
 * The requests of the node itself. Those of the credential are left out: its logins, and requests
 * that were rejected because the session of an earlier replay is gone.
 */
export function requestsOf(state: SandboxState): SentRequest[] {
	const uploads = [...state.killb.uploads];
	return state.journal
		.entries({ direction: 'in' })
		.filter(({ path, status }) => status !== 401 && !/\/auth\/(login|refresh)$/.test(path))
		.map((entry) => {
			const url = new URL(entry.path, 'http://sandbox.invalid');
			return {
				method: entry.method,
				path: url.pathname,
				query: Object.fromEntries(url.searchParams),
				body: bodyOf(entry, uploads),
				keyed: 'idempotency-key' in entry.headers,
			};
		});
}

/**
 * The content of an item, without how often the request was sent: a repetition after a login is the
 * credential's, see {@link requestsOf}.
 */
export function itemOf(json: IDataObject): IDataObject {
	const { idempotency } = json;
	if (typeof idempotency !== 'object' || idempotency === null) return json;
	const others = Object.entries(idempotency).filter(([name]) => name !== 'attempts');
	return { ...json, idempotency: Object.fromEntries(others) };
}

function bodyOf(
	{ headers, body }: JournalEntry,
	uploads: SandboxState['killb']['uploads'],
): unknown {
	if (headers['content-type']?.startsWith('multipart/')) {
		const { fields = {}, files = [] } = uploads.shift() ?? {};
		// Not the size, which depends on the program that creates the file.
		const described = files.map(({ bytes, ...file }) => ({ ...file, isEmpty: bytes.length === 0 }));
		return { fields, files: described };
	}
	if (body === '') return null;
	try {
		// A registered URL names its trigger, which is sealed differently each time.
		return JSON.parse(body, (_, value: unknown) =>
			typeof value === 'string' ? withoutOwner(value) : value,
		) as unknown;
	} catch {
		return body;
	}
}

export function mediaTypes(binary: Record<string, IBinaryData> = {}): Record<string, string> {
	return Object.fromEntries(Object.entries(binary).map(([name, file]) => [name, file.mimeType]));
}
