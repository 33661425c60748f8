import type { ApiRoot } from './apiRoot';
import type { ArrayFormat } from './query';
import { encodeQuery } from './query';

/**
 * A request as n8n hands it to a credential: the shape of its HTTP helper (`url`, `arrayFormat`), or the legacy shape that
 * its HTTP Request node still uses (`uri`, `qsStringifyOptions`). After a 401 it is this module's own output again.
 */
export interface OutgoingRequest {
	method?: string;
	url?: unknown;
	uri?: unknown;
	baseURL?: unknown;
	qs?: unknown;
	arrayFormat?: ArrayFormat;
	useQuerystring?: boolean;
	qsStringifyOptions?: { arrayFormat?: ArrayFormat };
	headers?: Record<string, unknown>;
	body?: unknown;
	form?: unknown;
	formData?: unknown;
}

/** The final URL of a request: absolute, with its query, below the API root. */
export function resolveUrl(request: OutgoingRequest, root: ApiRoot): URL {
	const given = String(request.url ?? request.uri ?? '');
	const url = new URL(absolute(given, request.baseURL, root));
	if (url.username || url.password) {
		throw new Error('The URL must not contain a user name or a password.');
	}
	if (url.origin !== root.origin || !`${url.pathname}/`.startsWith(`${root.path}/`)) {
		throw new Error(
			`This credential is only used below ${root.origin}${root.path}, and the request goes to ${url.origin}${url.pathname}. Nothing was sent.`,
		);
	}
	const query = queryOf(request);
	if (query) url.search = url.search ? `${url.search}&${query}` : query;
	if (url.href.includes('#')) url.hash = '';
	return url;
}

function absolute(given: string, baseURL: unknown, root: ApiRoot): string {
	if (/^[a-z][a-z0-9+.-]*:/i.test(given)) return given;
	// "//host/path" would name another host.
	const relative = given.replace(/^\/*/, '/');
	const base = typeof baseURL === 'string' && baseURL ? baseURL.replace(/\/+$/, '') : '';
	return (base || `${root.origin}${root.path}`) + relative;
}

function queryOf(request: OutgoingRequest): string {
	if (!request.qs || typeof request.qs !== 'object') return '';
	const format =
		request.arrayFormat ??
		request.qsStringifyOptions?.arrayFormat ??
		(request.useQuerystring ? 'repeat' : 'indices');
	return encodeQuery(request.qs as Record<string, unknown>, format);
}

/**
 * The exact bytes of a request's body, or nothing. An empty object is nothing, as in n8n's own helper.
 * @throws Error for bodies whose bytes are not known before they are sent (forms, multipart, streams)
 */
export function bodyBytes(request: OutgoingRequest): Buffer | undefined {
	refuseForms(request);
	const { body } = request;
	const method = (request.method ?? 'GET').toUpperCase();
	// axios sends no body with GET, so none may be signed.
	if (method === 'GET' || method === 'HEAD') return undefined;
	if (body === undefined || body === null || body === '') return undefined;
	if (Buffer.isBuffer(body)) return body.length > 0 ? body : undefined;
	if (body instanceof Uint8Array) return body.length > 0 ? Buffer.from(body) : undefined;
	if (typeof body === 'string') return Buffer.from(body, 'utf8');
	if (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0) {
		return undefined;
	}
	return Buffer.from(JSON.stringify(body), 'utf8');
}

function refuseForms(request: OutgoingRequest): void {
	const { body } = request;
	const type = String(headerValue(request.headers, 'content-type') ?? '').toLowerCase();
	const isForm =
		hasContent(request.form) ||
		hasContent(request.formData) ||
		type.startsWith('multipart/') ||
		type.startsWith('application/x-www-form-urlencoded') ||
		body instanceof URLSearchParams ||
		isStreamOrForm(body);
	if (isForm) {
		throw new Error(
			'The KernelHost API takes JSON only, and a signature needs the exact bytes before they are sent: form, multipart and stream bodies cannot be signed. Send the body as JSON.',
		);
	}
}

function hasContent(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function isStreamOrForm(body: unknown): boolean {
	if (typeof body !== 'object' || body === null || body instanceof Uint8Array) return false;
	return 'pipe' in body || 'getHeaders' in body || body instanceof FormData;
}

/** A header's value, whatever the case of its name. */
export function headerValue(headers: Record<string, unknown> | undefined, name: string): unknown {
	const wanted = name.toLowerCase();
	for (const key of Object.keys(headers ?? {})) {
		if (key.toLowerCase() === wanted) return headers?.[key];
	}
	return undefined;
}

/** Sets headers over those that are there, whatever the case of their names: n8n calls a credential again on its own output. */
export function withHeaders(
	headers: Record<string, unknown> | undefined,
	replacements: Readonly<Record<string, string>>,
): Record<string, unknown> {
	const replaced = Object.keys(replacements);
	const set = withoutHeaders(headers, replaced);
	for (const name of replaced) set[name] = replacements[name];
	return set;
}

/** A copy of the headers without some, whatever the case of their names. */
export function withoutHeaders(
	headers: Record<string, unknown> | undefined,
	names: readonly string[],
): Record<string, unknown> {
	const left = names.map((name) => name.toLowerCase());
	const kept: Record<string, unknown> = {};
	for (const name of Object.keys(headers ?? {})) {
		if (!left.includes(name.toLowerCase())) kept[name] = headers?.[name];
	}
	return kept;
}

/** All that n8n would still rewrite, and what is set anew. */
const NOT_KEPT = new Set(
	'url uri baseURL qs arrayFormat qsStringifyOptions useQuerystring headers'.split(' '),
);

/**
 * Takes from a request all that n8n would still rewrite (base URL, query object, array format), forbids redirects in both
 * shapes, because a signature or token must not follow one, and keeps the shape it came in.
 */
export function finalRequest<T extends OutgoingRequest>(
	request: T,
	parts: { url: URL; headers: Record<string, unknown> },
): T {
	// Not a copy that members are deleted from: the engine makes a slow object of such a one, at the cost of a hash.
	const final: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(request)) if (!NOT_KEPT.has(name)) final[name] = value;
	final[request.uri === undefined ? 'url' : 'uri'] = parts.url.href;
	final['headers'] = parts.headers;
	final['disableFollowRedirect'] = true;
	final['followRedirect'] = false;
	final['followAllRedirects'] = false;
	final['maxRedirects'] = 0;
	return final as T;
}
