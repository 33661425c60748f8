import { isSameDecimal } from './money';

/**
 * A text or a number of a JSON document. Texts are matched to be left alone: what looks like a
 * number in them is none. One that does not end is matched to the end of the document, so that none
 * of it is read again.
 */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|-?\d[\d.eE+-]*/g;

/**
 * Where a document could hold a number that JavaScript rounds: 16 digits and points in a row, or an
 * exponent of three digits. A double holds every decimal of up to 15 significant digits. Most
 * documents hold none, and are not looked at twice. A number comes after white space, a colon, a
 * comma, a bracket or nothing; ids are full of `3e456`, but come after a quotation mark.
 */
const SUSPECT = /(?:^|[\s:,[])-?(?:[\d.]{16}|[\d.]+[eE][+-]?\d{3})/;

/**
 * The same JSON with every number that JavaScript can't hold exactly as text, digit by digit as it
 * came: `{"amount": 12345678901234567.89}` becomes `{"amount": "12345678901234567.89"}`.
 */
export function withExactNumbers(json: string): string {
	if (!SUSPECT.test(json)) return json;
	return json.replace(TEXT_OR_NUMBER, (token) => (isInexact(token) ? `"${token}"` : token));
}

/** The first number of a JSON document that JavaScript can't hold exactly. */
export function inexactNumber(json: string): string | undefined {
	if (!SUSPECT.test(json)) return undefined;
	return (json.match(TEXT_OR_NUMBER) ?? []).find(isInexact);
}

function isInexact(token: string): boolean {
	if (token.startsWith('"')) return false;
	try {
		return !isSameDecimal(token, String(Number(token)));
	} catch {
		// Out of a double's reach, such as 1e400.
		return true;
	}
}

/** The outcome of parsing text that may not be JSON. */
type Parsed = { ok: true; value: unknown } | { ok: false; problem: string };

/**
 * Parses JSON without throwing and without rounding: a number that JavaScript can't hold exactly,
 * such as an amount of 17 digits, becomes text with every digit that came.
 */
export function parseJson(text: string): Parsed {
	try {
		const value = JSON.parse(text) as unknown;
		const exact = withExactNumbers(text);
		return { ok: true, value: exact === text ? value : JSON.parse(exact) };
	} catch (error) {
		return { ok: false, problem: (error as Error).message };
	}
}

/**
 * How deep JSON may be nested. n8n copies and stores items by recursion: JSON that is nested
 * thousands of levels deep parses well and then ends the execution with a stack overflow. What the
 * services send is a handful of levels deep.
 */
export const MAXIMUM_DEPTH = 256;

/**
 * Removes own `__proto__` members in place and tells whether the value stays within the depth.
 * JSON.parse makes a plain member of `"__proto__"`, but n8n's deep copy assigns it, which would
 * give downstream nodes an object whose missing fields are the sender's. Walks with a list, since
 * recursion is what it guards against.
 */
export function makeSafeForItems(root: unknown): boolean {
	let level: object[] = typeof root === 'object' && root !== null ? [root] : [];
	for (let depth = 1; level.length > 0; depth += 1) {
		if (depth > MAXIMUM_DEPTH) return false;
		const next: object[] = [];
		for (const parent of level) {
			if (Object.hasOwn(parent, '__proto__')) Reflect.deleteProperty(parent, '__proto__');
			for (const child of Object.values(parent) as unknown[]) {
				if (typeof child === 'object' && child !== null) next.push(child);
			}
		}
		level = next;
	}
	return true;
}

/** A JSON object. */
export type JsonObject = Record<string, unknown>;

/**
 * Lays one object over another: members of objects are merged at every depth, everything else,
 * lists included, is replaced. `undefined` does not replace anything. Neither input is changed.
 */
export function mergeObjects(under: JsonObject, over: JsonObject): JsonObject {
	const merged = new Map(Object.entries(under));
	for (const [name, value] of Object.entries(over)) {
		if (value === undefined) continue;
		const former = merged.get(name);
		merged.set(name, isObject(former) && isObject(value) ? mergeObjects(former, value) : value);
	}
	// fromEntries makes a plain member even of "__proto__", which an assignment would not.
	return Object.fromEntries(merged);
}

function isObject(value: unknown): value is JsonObject {
	// Dates, and what else writes itself as a text, are values.
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !('toJSON' in value)
	);
}
