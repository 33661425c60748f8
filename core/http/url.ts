import { CodedError } from '../errors';
import { invalidCredential } from '../invalidCredential';

/** How array elements are named in a query, by the names of the `qs` library that n8n uses. */
export type ArrayFormat = 'indices' | 'brackets' | 'repeat' | 'comma';

/**
 * Encodes everything except RFC 3986's unreserved characters as percent escapes, so that no later
 * step (axios, the URL parser, a proxy) has a reason to rewrite what was signed. Lone surrogates
 * become U+FFFD, as they would in UTF-8.
 */
export function encodeComponent(text: string): string {
	return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/**
 * Encodes query parameters the way n8n's own helper does: `undefined` is left out, `null` is an
 * empty value, a Date is ISO 8601, arrays follow `arrayFormat`, objects nest in brackets.
 * @returns the query without `?`; empty when there are no parameters
 */
export function encodeQuery(
	parameters: Readonly<Record<string, unknown>>,
	arrayFormat: ArrayFormat = 'indices',
): string {
	return Object.entries(parameters)
		.flatMap(([name, value]) => pairs(name, value, arrayFormat))
		.join('&');
}

function pairs(name: string, value: unknown, arrayFormat: ArrayFormat): string[] {
	if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return [];
	if (Array.isArray(value)) return arrayPairs(name, value, arrayFormat);
	if (value instanceof Date) return [pair(name, value.toISOString())];
	if (value !== null && typeof value === 'object') {
		return Object.entries(value).flatMap(([key, inner]) =>
			pairs(`${name}[${key}]`, inner, arrayFormat),
		);
	}
	return [pair(name, value === null ? '' : String(value))];
}

function arrayPairs(name: string, values: unknown[], arrayFormat: ArrayFormat): string[] {
	if (arrayFormat === 'comma') {
		const present = values.filter((value) => value !== undefined);
		return present.length === 0
			? []
			: [
					`${encodeComponent(name)}=${present.map((value) => encodeComponent(text(value))).join(',')}`,
				];
	}
	const suffix = {
		indices: (index: number) => `[${index}]`,
		brackets: () => '[]',
		repeat: () => '',
	};
	return values.flatMap((value, index) =>
		pairs(`${name}${suffix[arrayFormat](index)}`, value, arrayFormat),
	);
}

function text(value: unknown): string {
	if (value === null) return '';
	if (value instanceof Date) return value.toISOString();
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function pair(name: string, value: string): string {
	return `${encodeComponent(name)}=${encodeComponent(value)}`;
}

/** The names in braces of an endpoint such as `/v1/orders/{orderId}`. */
export type PathParameters<Template extends string> =
	Template extends `${string}{${infer Name}}${infer Rest}` ? Name | PathParameters<Rest> : never;

/** A value that can't be one path segment. The message is for the user who filled in the form. */
export class PathSegmentError extends CodedError {
	constructor(
		readonly parameter: string,
		reason: string,
	) {
		super('ID_INVALID', reason);
	}
}

/** Why a server or proxy could read a path as another one. */
type PathProblem = 'control' | 'dots' | 'empty' | 'encoding' | 'separator';

/**
 * How many times a text is decoded. Servers and proxies decode once or twice; no client needs more.
 */
const MAXIMUM_DECODINGS = 3;

/**
 * Returns why a segment could be read as anything but the same single segment on its way. A URL
 * parser resolves dots and converts backslashes, a proxy may decode once too often, and Java
 * servers drop everything after a semicolon.
 * @param encoded as in the path
 */
function segmentProblem(encoded: string): PathProblem | undefined {
	let text = encoded;
	for (let decodings = 0; ; decodings++) {
		const problem = plainProblem(text);
		if (problem !== undefined) return problem;
		const decoded = decodeOnce(text);
		if (decoded === undefined) return 'encoding';
		if (decoded === text) return undefined;
		if (decodings === MAXIMUM_DECODINGS) return 'encoding';
		text = decoded;
	}
}

/**
 * Returns why a whole path could be read as another one.
 * @param path without a query; it may end with one slash
 */
export function pathProblem(path: string): PathProblem | undefined {
	const segments = path.split('/');
	if (segments[0] === '') segments.shift();
	if (segments.at(-1) === '') segments.pop();
	for (const segment of segments) {
		const problem = segmentProblem(segment);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

function plainProblem(text: string): PathProblem | undefined {
	if ([...text].some((character) => character.charCodeAt(0) < 0x20 || character === '\u007f')) {
		return 'control';
	}
	if (/[/\\]/.test(text)) return 'separator';
	const name = (text.split(';', 1)[0] ?? '').trim();
	if (name === '') return 'empty';
	return name === '.' || name === '..' ? 'dots' : undefined;
}

/**
 * Decodes a text once.
 * @returns undefined for bytes that are not UTF-8, such as overlong forms that some decoders read
 *   as dots and slashes
 */
function decodeOnce(text: string): string | undefined {
	try {
		// A percent sign without two hex digits is kept as it is.
		return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => decodeURIComponent(bytes));
	} catch {
		return undefined;
	}
}

/**
 * Fills in an endpoint's path, each value as exactly one encoded segment.
 * @throws PathSegmentError
 */
export function buildPath(template: string, values: Readonly<Record<string, unknown>>): string {
	return template.replace(/\{(\w+)\}/g, (_, name: string) => segment(name, values[name]));
}

const SHOWN_CHARACTERS = 80;

function segment(parameter: string, value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new PathSegmentError(parameter, 'is missing');
	}
	const text = String(value).trim();
	if (text === '') throw new PathSegmentError(parameter, 'is empty');
	const encoded = encodeComponent(text);
	const problem = segmentProblem(encoded);
	if (problem === undefined) return encoded;
	const given = `is "${text.slice(0, SHOWN_CHARACTERS)}"`;
	throw new PathSegmentError(
		parameter,
		{
			control: 'contains a control character',
			dots: `${given}, which is not a valid ID`,
			empty: `${given}, which is not a valid ID`,
			encoding: `${given}, which has percent-encoded characters that no ID has`,
			separator: `${given}, but an ID contains no slash`,
		}[problem],
	);
}

/**
 * The root of an API: the only origin that may receive a secret, and the path that every request
 * must stay below.
 */
export interface ApiRoot {
	/** scheme, host and port, e.g. `https://www.kernelhost.com` */
	readonly origin: string;
	/**
	 * path without a trailing slash, e.g. `/cp/kh_reseller_api`; empty for an API at its host's root
	 */
	readonly path: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host is this machine itself, where plain http exposes nothing. */
export function isLoopback(hostname: string): boolean {
	return LOOPBACK.test(hostname);
}

/**
 * The names of containers beside n8n's, as in a Compose file, and of the machine that runs them. A
 * name without a dot is in no public zone, so it can't be a typing error of the vendor's host.
 */
const CONTAINER = /^(?:[a-z0-9_-]+|host\.docker\.internal)$/;

/**
 * Parses an API root as the user typed it.
 *
 * Only https is accepted, because requests there are signed with a secret or contain a password;
 * loopback and other containers are the exception, for the sandbox.
 * @throws Error with a message for the form, naming `label`
 */
export function parseApiRoot(text: string, label: string): ApiRoot {
	let url: URL;
	try {
		url = new URL(text.trim());
	} catch {
		throw invalidCredential(
			`The ${label} of the credential is not a URL. It must look like https://host/path.`,
		);
	}
	const isNear = isLoopback(url.hostname) || CONTAINER.test(url.hostname);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isNear)) {
		throw invalidCredential(
			`The ${label} of the credential must start with https:// (http:// is accepted for this machine and other containers only, such as http://127.0.0.1:8787 or http://sandbox:8787).`,
		);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw invalidCredential(
			`The ${label} of the credential must not contain a user name, a query or a fragment.`,
		);
	}
	return { origin: url.origin, path: url.pathname.replace(/(?<!\/)\/+$/, '') };
}
