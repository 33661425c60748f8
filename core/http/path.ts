import { encodeComponent } from './query';

/** The names in braces of an endpoint such as `/v1/orders/{orderId}`. */
export type PathParameters<Template extends string> =
	Template extends `${string}{${infer Name}}${infer Rest}` ? Name | PathParameters<Rest> : never;

/** A value that cannot stand as one path segment. The message is for the person who filled in the form. */
export class PathSegmentError extends Error {
	constructor(
		readonly parameter: string,
		reason: string,
	) {
		super(reason);
	}
}

/** Why a path could be taken for another one on its way. */
export type PathProblem = 'control' | 'dots' | 'empty' | 'encoding' | 'separator';

/** How often a text is decoded to see what is in it. Servers and proxies do so once or twice; no client needs more. */
const MAXIMUM_DECODINGS = 3;

/**
 * Whether everything between here and the service takes one segment of a path for the same one segment. A URL parser resolves dots and
 * turns backslashes, a proxy may decode once more than it should, and Java's servers take off what follows a semicolon.
 * @param encoded as it stands in the path
 */
export function segmentProblem(encoded: string): PathProblem | undefined {
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

/** @returns undefined where bytes are no UTF-8: such as overlong forms, which some decoders take for dots and slashes */
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
