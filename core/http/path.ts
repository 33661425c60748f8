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

/**
 * Puts values into the path of an endpoint, each as exactly one encoded segment.
 *
 * Empty and dot segments are refused, because URL parsers remove them, also in their encoded form, and slashes, because
 * proxies may decode them: the request would reach another endpoint.
 * @throws PathSegmentError
 */
export function buildPath(template: string, values: Readonly<Record<string, unknown>>): string {
	return template.replace(/\{(\w+)\}/g, (_, name: string) => segment(name, values[name]));
}

/** Whether a URL parser would resolve it away. A server or proxy may decode once more than it should: "%2e%2e" is as dangerous as "..". */
export function isDotSegment(text: string): boolean {
	return /^(\.|%2e){1,2}$/i.test(text);
}

function segment(parameter: string, value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new PathSegmentError(parameter, 'is missing');
	}
	const text = String(value).trim();
	if (text === '') throw new PathSegmentError(parameter, 'is empty');
	if (isDotSegment(text)) {
		throw new PathSegmentError(parameter, `is "${text}", which is not an id`);
	}
	// Some proxies decode and resolve a path before they route it; no id of either service has a slash.
	if (/[/\\]|%2f|%5c/i.test(text)) {
		throw new PathSegmentError(parameter, `is "${text.slice(0, 80)}", and an id has no slash`);
	}
	if ([...text].some((character) => character.charCodeAt(0) < 0x20 || character === '\u007f')) {
		throw new PathSegmentError(parameter, 'contains a control character');
	}
	return encodeComponent(text);
}
