import { isDeepStrictEqual } from 'node:util';
import { amountOf, type Expectation, isObject, type Shape, typeOf, VARIES } from './expectation';
import type { Outcome, SentRequest } from './outcome';

/**
 * The differences between a saved node and its release, as sentences; none if it behaves the same.
 * More members of an item and more reads are additions; another write, or another body of one, is
 * not.
 */
export function differences(expected: Expectation, outcome: Outcome): string[] {
	const sent = requestDifferences(expected.requests, outcome.requests);
	if (outcome.error !== null) return [`it fails: ${outcome.error}`, ...sent];
	return [
		...sent,
		...(amountOf(outcome.items) === expected.items
			? []
			: [`it gives ${outcome.items.length} items and not ${expected.items}`]),
		...outcome.items.flatMap((item, index) => lost(expected.shape, item, `item ${index}`)),
		...Object.entries(expected.files).flatMap(([name, type]) =>
			outcome.files[name] === type
				? []
				: [`the file "${name}" is ${outcome.files[name] ?? 'missing'} and not ${type}`],
		),
	];
}

const isRead = ({ method }: SentRequest) => method === 'GET';
const shown = ({ method, path, query, body, keyed }: SentRequest) =>
	`${method} ${path}${isDeepStrictEqual(query, {}) ? '' : ` ${JSON.stringify(query)}`} ${JSON.stringify(body)}${keyed ? ' under a key' : ''}`;

function requestDifferences(expected: SentRequest[], sent: SentRequest[]): string[] {
	const writes = sent.filter((request) => !isRead(request));
	const wanted = expected.filter((request) => !isRead(request));
	const found: string[] = [];
	for (let index = 0; index < Math.max(writes.length, wanted.length); index++) {
		const [was, is] = [wanted[index], writes[index]];
		if (was && is && isSame(was, is)) continue;
		found.push(`it sends ${is ? shown(is) : 'nothing'} and not ${was ? shown(was) : 'nothing'}`);
	}
	const reads = sent.filter(isRead);
	for (const was of expected.filter(isRead)) {
		if (!reads.some((is) => isSame(was, is))) {
			found.push(
				`it no longer asks ${shown(was)}, but ${reads.map(shown).join(', ') || 'nothing'}`,
			);
		}
	}
	return found;
}

/** Equal, except for varying values. */
function isSame(expected: unknown, actual: unknown): boolean {
	if (expected === VARIES) return actual !== undefined && actual !== null;
	if (typeof expected === 'string' && typeof actual === 'string' && expected.startsWith('/')) {
		const [pattern, path] = [expected.split('/'), actual.split('/')];
		return (
			pattern.length === path.length &&
			pattern.every((segment, index) => segment === VARIES || segment === path[index])
		);
	}
	if (Array.isArray(expected) && Array.isArray(actual)) {
		return (
			expected.length === actual.length &&
			expected.every((value, index) => isSame(value, actual[index]))
		);
	}
	if (isObject(expected) && isObject(actual)) {
		return (
			isDeepStrictEqual(Object.keys(expected).sort(), Object.keys(actual).sort()) &&
			Object.keys(expected).every((name) => isSame(expected[name], actual[name]))
		);
	}
	return expected === actual;
}

/** The parts of a shape that a value lacks. */
function lost(shape: Shape, value: unknown, place: string): string[] {
	if (typeof shape === 'string') {
		// A value that was null in the release has no known type.
		const types = shape.split('|');
		if (shape === 'null' || types.includes(typeOf(value))) return [];
		return [`${place} is ${value === undefined ? 'missing' : typeOf(value)} and not ${shape}`];
	}
	if (Array.isArray(shape)) {
		if (!Array.isArray(value)) return [`${place} is ${typeOf(value)} and not a list`];
		const [inner] = shape;
		if (inner === undefined) return [];
		return value.flatMap((one, index) => lost(inner, one, `${place}[${index}]`));
	}
	if (!isObject(value)) return [`${place} is ${typeOf(value)} and not an object`];
	return Object.entries(shape).flatMap(([name, inner]) =>
		lost(inner, value[name], `${place}.${name}`),
	);
}
