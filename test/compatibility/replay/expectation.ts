import type { Outcome, SentRequest } from './outcome';

/**
 * What a saved node did in the release that it was saved with: its requests, and the shape of its
 * output.
 */
export interface Expectation {
	/** Names of the records that must exist before it runs; see `given.ts`. */
	given: string[];
	/** With {@link VARIES} for values that differ each time. */
	requests: SentRequest[];
	/** The number of items; if there are several, the number depends on the sandbox. */
	items: Amount;
	/** The members that every item had, with the JSON types of each. */
	shape: Shape;
	files: Record<string, string>;
}

export type Amount = 'none' | 'one' | 'several';

export const amountOf = ({ length }: { length: number }): Amount =>
	length > 1 ? 'several' : length === 1 ? 'one' : 'none';

export const VARIES = '<varies>';

/**
 * JSON types (`string`, or `null|string`); members of an object; what the members of a list have in
 * common.
 */
export type Shape = string | { [member: string]: Shape } | [] | [Shape];

/** What two executions of the same node have in common. */
export function expectationOf(first: Outcome, second: Outcome, given: string[]): Expectation {
	return {
		given,
		requests: inCommon(first.requests, second.requests) as SentRequest[],
		items: amountOf(first.items),
		shape: shapeOfAll(first.items) ?? {},
		files: first.files,
	};
}

function inCommon(one: unknown, other: unknown): unknown {
	if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
		return one.map((value, index) => inCommon(value, other[index]));
	}
	if (isObject(one) && isObject(other)) {
		return Object.fromEntries(
			Object.entries(one).map(([name, value]) => [name, inCommon(value, other[name])]),
		);
	}
	if (one === other) return one;
	if (typeof one !== 'string' || typeof other !== 'string' || !one.startsWith('/')) return VARIES;
	// A path keeps its fixed segments.
	const segments = other.split('/');
	return one
		.split('/')
		.map((segment, index) => (segment === segments[index] ? segment : VARIES))
		.join('/');
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The shape that all values have; `undefined` for none. */
function shapeOfAll(values: readonly unknown[]): Shape | undefined {
	if (values.length === 0) return undefined;
	if (values.every(isObject)) {
		const [first = {}] = values;
		const names = Object.keys(first).filter((name) => values.every((value) => name in value));
		return Object.fromEntries(
			names.map((name) => [name, shapeOfAll(values.map((value) => value[name])) ?? 'null']),
		);
	}
	if (values.every(Array.isArray)) {
		const inner = shapeOfAll(values.flat());
		return inner === undefined ? [] : [inner];
	}
	return [...new Set(values.map(typeOf))].sort().join('|');
}

/** @returns one of JSON's types: `null`, `array`, `object`, `string`, `number`, `boolean` */
export function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}
