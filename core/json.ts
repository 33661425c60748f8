import { isSameDecimal } from './money';

/**
 * A text or a number of a JSON document. Texts are matched so that numbers inside them are skipped.
 * An unterminated text matches to the end of the document, so that none of it is scanned again.
 */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|-?\d[\d.eE+-]*/g;

/**
 * Finds documents that could hold a number JavaScript rounds: 16 digits and points in a row, or an
 * exponent of three digits. A double holds every decimal of up to 15 significant digits. Most
 * documents hold none and need no second pass. A number follows white space, a colon, a comma, a
 * bracket or nothing; IDs often contain `3e456`, but follow a quotation mark.
 */
const SUSPECT = /(?:^|[\s:,[])-?(?:[\d.]{16}|[\d.]+[eE][+-]?\d{3})/;

/**
 * Returns the same JSON with every number that JavaScript can't hold exactly as text, digit by
 * digit: `{"amount": 12345678901234567.89}` becomes `{"amount": "12345678901234567.89"}`.
 */
export function withExactNumbers(json: string): string {
	if (!SUSPECT.test(json)) return json;
	return json.replace(TEXT_OR_NUMBER, (token) => (isInexact(token) ? `"${token}"` : token));
}

/** Returns the first number of a JSON document that JavaScript can't hold exactly. */
export function inexactNumber(json: string): string | undefined {
	if (!SUSPECT.test(json)) return undefined;
	return (json.match(TEXT_OR_NUMBER) ?? []).find(isInexact);
}

function isInexact(token: string): boolean {
	if (token.startsWith('"')) return false;
	try {
		return !isSameDecimal(token, String(Number(token)));
	} catch {
		// Outside a double's range, such as 1e400.
		return true;
	}
}

/** The outcome of parsing text that may not be JSON. */
type Parsed = { ok: true; value: unknown } | { ok: false; problem: string };

/**
 * Parses JSON without throwing and without rounding: a number that JavaScript can't hold exactly,
 * such as an amount of 17 digits, becomes text with all its digits.
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
 * The deepest nesting that is accepted. n8n copies and stores items recursively, so JSON that is
 * nested thousands of levels deep parses but then ends the execution with a stack overflow. The
 * services' JSON has a handful of levels.
 */
export const MAXIMUM_DEPTH = 256;

/**
 * Removes own `__proto__` members in place and returns whether the value stays within the depth.
 * JSON.parse makes a plain member of `"__proto__"`, but n8n's deep copy assigns it, which would let
 * the sender choose the missing fields of an item. Iterative, since it guards against deep
 * recursion.
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
 * Merges one object over another: objects are merged at every depth; everything else, including
 * lists, is replaced. `undefined` replaces nothing. Neither input is changed.
 */
export function mergeObjects(under: JsonObject, over: JsonObject): JsonObject {
	const merged = new Map(Object.entries(under));
	for (const [name, value] of Object.entries(over)) {
		if (value === undefined) continue;
		const existing = merged.get(name);
		const isMerged = isMergeable(existing) && isMergeable(value);
		merged.set(name, isMerged ? mergeObjects(existing, value) : value);
	}
	// fromEntries makes a plain member even of "__proto__", which an assignment would not.
	return Object.fromEntries(merged);
}

function isMergeable(value: unknown): value is JsonObject {
	// Dates, and other objects with a `toJSON` method, are values.
	return isObject(value) && !('toJSON' in value);
}

/** Whether a value is an object with members, and not a list. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns an object's own member, since an inherited one is not the sender's. */
export function memberOf(value: unknown, name: string): unknown {
	return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
