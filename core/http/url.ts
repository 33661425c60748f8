/**
 * How the elements of an array are named; the names are those of the `qs` library that n8n uses.
 */
export type ArrayFormat = 'indices' | 'brackets' | 'repeat' | 'comma';

/**
 * Percent-encodes everything but RFC 3986's unreserved characters, so that no later step (axios,
 * the URL parser, a proxy) has a reason to rewrite what was signed. Lone surrogates become U+FFFD,
 * as they would in UTF-8.
 */
export function encodeComponent(text: string): string {
	return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/**
 * Encodes query parameters the way n8n's own helper would name them: `undefined` is left out,
 * `null` is an empty value, a Date is ISO 8601, arrays follow `arrayFormat`, objects nest in
 * brackets.
 * @returns the query without `?`, empty when there is nothing to send
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

/**
 * A value that cannot stand as one path segment. The message is for the person who filled in the
 * form.
 */
export class PathSegmentError extends Error {
	constructor(
		readonly parameter: string,
		reason: string,
	) {
		super(reason);
	}
}

/** Why a path could be taken for another one on its way. */
type PathProblem = 'control' | 'dots' | 'empty' | 'encoding' | 'separator';

/**
 * How often a text is decoded to see what is in it. Servers and proxies do so once or twice; no
 * client needs more.
 */
const MAXIMUM_DECODINGS = 3;

/**
 * Whether everything between here and the service takes one segment of a path for the same one
 * segment. A URL parser resolves dots and turns backslashes, a proxy may decode once more than it
 * should, and Java's servers take off what follows a semicolon.
 * @param encoded as it stands in the path
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
 * The same of a whole path.
 * @param path without a query; one slash may end it
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
 * @returns undefined where bytes are no UTF-8: such as overlong forms, which some decoders take for
 *   dots and slashes
 */
function decodeOnce(text: string): string | undefined {
	try {
		// A percent sign that begins no byte stands for itself.
		return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => decodeURIComponent(bytes));
	} catch {
		return undefined;
	}
}

/**
 * Puts values into the path of an endpoint, each as exactly one encoded segment.
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
			dots: `${given}, which is not an id`,
			empty: `${given}, which is not an id`,
			encoding: `${given}, which is encoded in a way that no id is`,
			separator: `${given}, and an id has no slash`,
		}[problem],
	);
}

/**
 * Where an API lives: the origin that may see a secret, and the path that every request must stay
 * below.
 */
export interface ApiRoot {
	/** scheme, host and port, e.g. `https://www.kernelhost.com` */
	readonly origin: string;
	/**
	 * path without a trailing slash, e.g. `/cp/kh_reseller_api`; empty for an API at the top of its
	 * host
	 */
	readonly path: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** True for the names and addresses of this machine itself, where plain http exposes nothing. */
export function isLoopback(hostname: string): boolean {
	return LOOPBACK.test(hostname);
}

/**
 * Reads an API root as a person typed it.
 *
 * Only https is taken, because a secret or a password travels or signs there; loopback is the
 * exception, for the sandbox.
 * @throws Error with a message for the form, naming `label`
 */
export function parseApiRoot(text: string, label: string): ApiRoot {
	let url: URL;
	try {
		url = new URL(text.trim());
	} catch {
		throw new Error(
			`The ${label} of the credential is not a URL. It must look like https://host/path.`,
		);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
		throw new Error(
			`The ${label} of the credential must start with https:// (http:// is accepted for this machine only, such as http://127.0.0.1:8787).`,
		);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw new Error(
			`The ${label} of the credential must not contain a user name, a query or a fragment.`,
		);
	}
	return { origin: url.origin, path: url.pathname.replace(/(?<!\/)\/+$/, '') };
}
