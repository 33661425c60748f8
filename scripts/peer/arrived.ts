import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

/** A request as a server got it, without its headers. */
export interface Arrived {
	method: string;
	path: string;
	/** names and values, by name: their order says nothing */
	query: Array<[string, string]>;
	/** parsed JSON, or a form; undefined for none */
	body: unknown;
	/** what the server answered; not part of the comparison */
	status: number | null;
}

/** What a journal holds of a request. */
export interface JournalledRequest {
	method: string;
	/** the raw target, with the query */
	path: string;
	headers: Readonly<Record<string, string>>;
	body: string;
	status: number | null;
}

/** A form with files as the server read it. */
export interface ReadForm {
	fields: Readonly<Record<string, string>>;
	files: ReadonlyArray<{ name: string; fileName: string; mimeType: string; bytes: Buffer }>;
}

/**
 * A request in a form in which two can be compared.
 * @param ids what only one server knows by this value, such as the id of a quotation; it is named instead
 * @param form of a multipart request: its boundary differs every time, so what was read counts
 */
export function arrivedAs(
	request: JournalledRequest,
	ids: Readonly<Record<string, string>> = {},
	form?: ReadForm,
): Arrived {
	const { pathname, searchParams } = new URL(withNames(request.path, ids), 'http://sandbox');
	return {
		method: request.method,
		path: pathname,
		query: [...searchParams].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
		body: form ? withNamesWithin(described(form), ids) : bodyOf(request, ids),
		status: request.status,
	};
}

/** Ids are written so that they survive a URL unchanged. */
function withNames(text: string, ids: Readonly<Record<string, string>>): string {
	return Object.entries(ids).reduce(
		(result, [name, id]) => result.replaceAll(id, `:${name}`),
		text,
	);
}

function withNamesWithin(value: unknown, ids: Readonly<Record<string, string>>): unknown {
	return JSON.parse(withNames(JSON.stringify(value), ids)) as unknown;
}

function bodyOf({ body, headers }: JournalledRequest, ids: Readonly<Record<string, string>>) {
	if (body === '') return undefined;
	if (!/json/.test(headers['content-type'] ?? '')) return { text: body };
	return JSON.parse(withNames(body, ids)) as unknown;
}

function described({ fields, files }: ReadForm) {
	return {
		fields,
		files: files.map(({ name, fileName, mimeType, bytes }) => ({
			name,
			fileName,
			mimeType,
			sha256: createHash('sha256').update(bytes).digest('hex'),
		})),
	};
}

const PARTS = ['method', 'path', 'query', 'body'] as const;

/** How two sides' requests differ, one line for each part that does; none when they are equal. */
export function differences(sdk: readonly Arrived[], node: readonly Arrived[]): string[] {
	if (sdk.length === 0 && node.length === 0) return ['no request arrived from either side'];
	const found = [];
	if (sdk.length !== node.length) {
		found.push(`requests: SDK ${list(sdk)}, node ${list(node)}`);
	}
	for (let index = 0; index < Math.min(sdk.length, node.length); index++) {
		for (const part of PARTS) {
			const [ofSdk, ofNode] = [sdk[index]?.[part], node[index]?.[part]];
			if (!isDeepStrictEqual(ofSdk, ofNode)) {
				found.push(`${part}: SDK ${shown(ofSdk)}, node ${shown(ofNode)}`);
			}
		}
	}
	return found;
}

function list(requests: readonly Arrived[]): string {
	return `[${requests.map(({ method, path }) => `${method} ${path}`).join(', ')}]`;
}

function shown(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
}
