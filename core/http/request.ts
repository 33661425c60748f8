import { CodedError } from '../errors';
import { type ApiRoot, type ArrayFormat, encodeQuery, pathProblem } from './url';
import { headerValue } from './headers';

/**
 * A request as n8n passes it to a credential: the shape of its HTTP helper (`url`, `arrayFormat`),
 * or the legacy shape that its HTTP Request node still uses (`uri`, `qsStringifyOptions`). After a
 * 401 it is this module's own output.
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

/** Returns the final URL of a request: absolute, with its query, below the API root. */
export function resolveUrl(request: OutgoingRequest, root: ApiRoot): URL {
	const given = String(request.url ?? request.uri ?? '');
	const url = new URL(absolute(given, baseOf(request), root));
	if (url.username || url.password) {
		throw new CodedError('URL_NOT_ALLOWED', 'The URL must not contain a user name or a password.');
	}
	if (url.origin !== root.origin || !`${url.pathname}/`.startsWith(`${root.path}/`)) {
		throw new CodedError(
			'URL_NOT_ALLOWED',
			`This credential can only be used for URLs below ${root.origin}${root.path}, not for ${url.origin}${url.pathname}. Nothing was sent.`,
		);
	}
	if ([given, baseOf(request)].some(hasUnclearPath)) {
		throw new CodedError(
			'URL_UNCLEAR',
			`The path of the URL is ambiguous: "${given.slice(0, SHOWN_PATH_CHARACTERS)}". Write it without dots, empty parts, backslashes, encoded slashes and control characters. Nothing was sent.`,
		);
	}
	const query = queryOf(request);
	if (query) url.search = url.search ? `${url.search}&${query}` : query;
	if (url.href.includes('#')) url.hash = '';
	return url;
}

const SHOWN_PATH_CHARACTERS = 200;

/**
 * Whether a server or proxy could read a URL's path as another one.
 * @param address absolute, or below the API root
 */
function hasUnclearPath(address: string): boolean {
	const [place = ''] = address.split(/[?#]/, 1);
	const path = ABSOLUTE.test(place)
		? place.replace(/^[^:]*:[/\\]*[^/\\]*/, '')
		: withoutLeadingSlashes(place);
	return pathProblem(path) !== undefined;
}

/** Returns the base URL; empty where the request has none. */
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
 * The members that n8n's helpers read in both shapes (n8n 2.41, `backend-network/http/axios`:
 * `request.js`, `legacy.js`), except those that would rewrite the request (base URL, query object,
 * array format), those set below, and those that `rejectUnsafe` rejects.
 */
const KEPT = [
	'method',
	'body',
	'json',
	'encoding',
	'timeout',
	'allowedDomains',
	'returnFullResponse',
	'ignoreHttpStatusErrors',
	'abortSignal',
	'form',
	'formData',
	'resolveWithFullResponse',
	'simple',
	'useStream',
	'gzip',
];

/**
 * Returns the request as it is sent, in the shape it came in, with only the members named here.
 * Redirects are off in both shapes, because neither a signature nor a token may follow one.
 */
export function finalRequest<T extends OutgoingRequest>(
	request: T,
	parts: { url: URL; headers: Record<string, unknown> },
): T {
	// Built up rather than copied and pruned: V8 turns an object with deleted members into a slow
	// one, which costs as much as a hash.
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

/**
 * Returns the exact bytes of a request's body, or undefined. An empty object counts as no body, as
 * in n8n's own helper.
 * @throws Error for bodies whose bytes are unknown before sending (forms, multipart, streams)
 */
export function bodyBytes(request: OutgoingRequest): Buffer | undefined {
	rejectForms(request);
	const { body } = request;
	const method = (request.method ?? 'GET').toUpperCase();
	// axios sends no body with GET, so none is signed.
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

function rejectForms(request: OutgoingRequest): void {
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
		throw new CodedError(
			'BODY_NOT_JSON',
			'The KernelHost API accepts JSON only. Form, multipart and stream bodies can’t be signed, because the signature needs the exact bytes in advance. Send the body as JSON.',
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

/**
 * Options that would send a request by another route than the signed or authorized one, with their
 * labels in n8n.
 */
const UNSAFE_OPTIONS: Readonly<Record<string, string>> = {
	proxy: 'Proxy',
	tunnel: 'Proxy',
	skipSslCertificateValidation: 'Ignore SSL Issues',
	insecure: 'Ignore SSL Issues',
	agentOptions: 'SSL Certificates',
	ca: 'SSL Certificates',
	cert: 'SSL Certificates',
	key: 'SSL Certificates',
	pfx: 'SSL Certificates',
	passphrase: 'SSL Certificates',
	auth: 'Authentication',
};
/** The same for members that no n8n form offers but n8n's helper may read one day. */
const UNSAFE_MEMBERS = new Set(
	'agent agents httpAgent httpsAgent pool dispatcher adapter transport socketPath lookup localAddress family beforeRedirect transformRequest host hostname port servername checkServerIdentity'.split(
		' ',
	),
);
/** Options that are safe when true, which n8n's HTTP Request node always sends. */
const SAFE_WHEN_TRUE = ['rejectUnauthorized', 'strictSSL'];

/**
 * Headers that change a request's framing, or the host, path or method that a server or proxy sees,
 * without changing the signed text. `Content-Length` is checked separately; n8n sets `Host` and the
 * connection headers.
 */
const UNSAFE_HEADERS =
	/^(host|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|forwarded|(proxy|x-forwarded|x-original|x-rewrite)-.+|x-(host|real-ip|http-method|http-method-override|method-override|http-path-override|http-host-override))$/;
/** RFC 9110, 5.6.2. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Rejects a request that could send its secret or content elsewhere: through its own proxy, without
 * certificate checks, or with headers that a server or proxy reads as another request. n8n's own
 * proxy (HTTPS_PROXY) is not part of a request and stays in use.
 * @throws Error that names the option to remove
 */
export function rejectUnsafe(request: OutgoingRequest): void {
	for (const [name, value] of Object.entries(request)) {
		const label = Object.hasOwn(UNSAFE_OPTIONS, name) ? UNSAFE_OPTIONS[name] : undefined;
		if (SAFE_WHEN_TRUE.includes(name)) {
			if (value !== undefined && value !== true) throw toRemove('option', 'Ignore SSL Issues');
		} else if ((label !== undefined || UNSAFE_MEMBERS.has(name)) && isSet(value)) {
			throw toRemove('option', label ?? name);
		}
	}
	for (const [name, value] of Object.entries(request.headers ?? {})) {
		if (value === undefined || value === null) continue;
		if (!HEADER_NAME.test(name)) throw malformed(name);
		if ([value].flat().some(hasControl)) throw malformed(name);
		// Servers that pass headers on as variables (CGI) take "X_Forwarded_Host" for the same.
		const plain = name.toLowerCase().replaceAll('_', '-');
		if (UNSAFE_HEADERS.test(plain)) throw toRemove('header', name);
		if (plain === 'content-length' && !isRightLength(value, request)) {
			throw toRemove('header', name);
		}
	}
}

/** Whether an option has a value: n8n itself sends empty ones. */
function isSet(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) {
		return value.constructor !== Object || Object.keys(value).length > 0;
	}
	return value !== undefined && value !== null && value !== false && value !== '';
}

/**
 * Whether a value contains control characters: a line break would begin another header or request.
 */
function hasControl(value: unknown): boolean {
	return [...String(value)].some(
		(character) => character !== '\t' && (character < ' ' || character === '\u007f'),
	);
}

/**
 * Whether a `Content-Length` matches the body. n8n's HTTP Request node sets it for files. Bytes
 * beyond it would be read as the next request. Only the node knows the length of a stream.
 */
function isRightLength(value: unknown, { body }: OutgoingRequest): boolean {
	if (!/^\d{1,15}$/.test(String(value))) return false;
	if (typeof body === 'string' || body instanceof Uint8Array) {
		return Buffer.byteLength(body) === Number(value);
	}
	return typeof body === 'object' && body !== null && 'pipe' in body;
}

function toRemove(kind: 'header' | 'option', name: string): Error {
	return new CodedError(
		'OPTION_NOT_ALLOWED',
		`Remove the ${kind} "${shown(name)}": with it, a request with this credential could be read or changed on its way. Nothing was sent.`,
	);
}

function malformed(name: string): Error {
	return new CodedError(
		'OPTION_NOT_ALLOWED',
		`Remove the header "${shown(name)}": its name or value has characters that no header may have, such as line breaks. Nothing was sent.`,
	);
}

const SHOWN_NAME_CHARACTERS = 80;

function shown(name: string): string {
	return JSON.stringify(name.slice(0, SHOWN_NAME_CHARACTERS)).slice(1, -1);
}
