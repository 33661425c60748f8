/** A JSON object. */
export type JsonObject = Record<string, unknown>;

/**
 * Lays one object over another: members of objects are merged at every depth, everything else, lists included, is replaced.
 * `undefined` does not replace anything. Neither input is changed.
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
