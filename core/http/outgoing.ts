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
	const base = typeof baseURL === 'string' && baseURL ? baseURL.replace(/(?<!\/)\/+$/, '') : '';
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
