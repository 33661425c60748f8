/** Ends a text with a full stop, unless it already ends a sentence. Empty stays empty. */
export function sentence(text: string): string {
	const trimmed = text.trim();
	return trimmed === '' || /[.!?…][)”"’\]]*$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/**
 * Joins texts into one paragraph, each ending with a single full stop: a service's own words may or
 * may not have one.
 */
export function sentences(parts: ReadonlyArray<string | undefined>): string {
	return parts
		.map((part) => sentence(part ?? ''))
		.filter(Boolean)
		.join(' ');
}

/** Removes the full stops at the end of a text, to continue it. */
export function withoutStop(text: string): string {
	let end = text.trimEnd().length;
	while (text[end - 1] === '.') end--;
	return text.slice(0, end);
}

/** Joins texts into lines, without empty ones. */
export function lines(parts: ReadonlyArray<string | undefined>): string {
	return parts.filter(Boolean).join('\n');
}

/** Puts sentences in front of the first line of a text, or after it; the other lines follow. */
export function aroundFirstLine(
	text: string,
	{ before = [], after = [] }: Partial<Record<'before' | 'after', Array<string | undefined>>>,
): string {
	const [first = '', ...rest] = text.split('\n');
	return lines([sentences([...before, first, ...after]), ...rest]);
}
