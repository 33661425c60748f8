/** What a scope looks like in the reference: `read:products`, `write:orders` (kernelhost.md section 2). */
const SCOPE = /^(read|write):[a-z]+$/;

/**
 * The scopes that an account answer lists, wherever it does: the fields of "key metadata" are not documented.
 * @returns undefined when it lists none at all, which says nothing about the key
 */
export function scopesIn(value: unknown, depth = 0): string[] | undefined {
	if (typeof value !== 'object' || value === null || depth > 3) return undefined;
	if (Array.isArray(value) && value.length > 0) {
		const isList = value.every((entry) => typeof entry === 'string' && SCOPE.test(entry));
		if (isList) return value as string[];
	}
	for (const inner of Object.values(value)) {
		const found = scopesIn(inner, depth + 1);
		if (found) return found;
	}
	return undefined;
}
