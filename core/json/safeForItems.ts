/**
 * How deep JSON may be nested. n8n copies and stores items by recursion: JSON that is nested thousands of levels deep parses well
 * and then ends the execution with a stack overflow. What the services send is a handful of levels deep.
 */
export const MAXIMUM_DEPTH = 256;

/**
 * Removes own `__proto__` members in place and tells whether the value stays within the depth. JSON.parse makes a plain
 * member of `"__proto__"`, but n8n's deep copy assigns it, which would give downstream nodes an object whose
 * missing fields are the sender's. Walks with a list, since recursion is what it guards against.
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
