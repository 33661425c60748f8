/**
 * The webhook address in an answer, under whatever name: the field is not documented (kernelhost.md 4.1).
 * @returns undefined when none is set
 */
export function addressIn(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') {
		return /^https?:\/\//i.test(value) && URL.canParse(value) ? value : undefined;
	}
	if (typeof value !== 'object' || value === null || depth > 2) return undefined;
	for (const inner of Object.values(value)) {
		const found = addressIn(inner, depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
}
