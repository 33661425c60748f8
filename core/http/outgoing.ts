import type { ApiRoot } from './apiRoot';
import { pathProblem } from './path';
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

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;

/** The final URL of a request: absolute, with its query, below the API root. */
export function resolveUrl(request: OutgoingRequest, root: ApiRoot): URL {
	const given = String(request.url ?? request.uri ?? '');
	const url = new URL(absolute(given, baseOf(request), root));
	if (url.username || url.password) {
		throw new Error('The URL must not contain a user name or a password.');
	}
	if (url.origin !== root.origin || !`${url.pathname}/`.startsWith(`${root.path}/`)) {
		throw new Error(
			`This credential is only used below ${root.origin}${root.path}, and the request goes to ${url.origin}${url.pathname}. Nothing was sent.`,
		);
	}
	if ([given, baseOf(request)].some(hasUnclearPath)) {
		throw new Error(
			`The path of the URL is not clear: "${given.slice(0, SHOWN_CHARACTERS)}". Write it without dots, empty parts, backslashes, encoded slashes and control characters. Nothing was sent.`,
		);
	}
	const query = queryOf(request);
	if (query) url.search = url.search ? `${url.search}&${query}` : query;
	if (url.href.includes('#')) url.hash = '';
	return url;
}

const SHOWN_CHARACTERS = 200;

/** @param address absolute, or below the API root */
function hasUnclearPath(address: string): boolean {
	const [place = ''] = address.split(/[?#]/, 1);
	const path = ABSOLUTE.test(place)
		? place.replace(/^[^:]*:[/\\]*[^/\\]*/, '')
		: withoutLeadingSlashes(place);
	return pathProblem(path) !== undefined;
}

/** Empty where the request names none. */
function baseOf({ baseURL }: OutgoingRequest): string {
	return typeof baseURL === 'string' ? baseURL.replace(/(?<!\/)\/+$/, '') : '';
}

function absolute(given: string, base: string, root: ApiRoot): string {
	if (ABSOLUTE.test(given)) return given;
	// "//host/path" would name another host.
	return `${base || root.origin + root.path}/${withoutLeadingSlashes(given)}`;
}

function withoutLeadingSlashes(text: string): string {
	return text.replace(/^\/+/, '');
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
 * What n8n's helpers read of a request, in both shapes (n8n 2.41, `backend-network/http/axios`: `request.js`, `legacy.js`), without what
 * would still rewrite it (base URL, query object, array format), what is set below, and what `rejectUnsafe` names.
 */
const KEPT = [
	...['method', 'body', 'json', 'encoding', 'timeout', 'allowedDomains'],
	...['returnFullResponse', 'ignoreHttpStatusErrors', 'abortSignal'],
	...['form', 'formData', 'resolveWithFullResponse', 'simple', 'useStream', 'gzip'],
];

/**
 * The request as it is sent, in the shape it came in. It holds nothing that is not named here. Redirects are off in both shapes,
 * because neither a signature nor a token must follow one.
 */
export function finalRequest<T extends OutgoingRequest>(
	request: T,
	parts: { url: URL; headers: Record<string, unknown> },
): T {
	// Not a copy that members are deleted from: the engine makes a slow object of such a one, at the cost of a hash.
	const final: Record<string, unknown> = {};
	const given = request as Readonly<Record<string, unknown>>;
	for (const name of KEPT) if (given[name] !== undefined) final[name] = given[name];
	final[request.uri === undefined ? 'url' : 'uri'] = parts.url.href;
	final['headers'] = parts.headers;
	final['disableFollowRedirect'] = true;
	final['followRedirect'] = false;
	final['followAllRedirects'] = false;
	final['maxRedirects'] = 0;
	return final as T;
}
