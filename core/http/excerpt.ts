/** How much of the texts of an error answer is kept: a text, and one of many. */
export const MAXIMUM_TEXT = 2000;
export const MAXIMUM_SHORT_TEXT = 300;
/** How many messages, fields or arguments of an error answer are kept. */
export const MAXIMUM_ENTRIES = 20;

/** A text up to a number of characters, and where it was cut, a sign of it. */
export function excerpt(text: string, characters: number): string {
	return text.length <= characters ? text : `${text.slice(0, characters)}…`;
}

/** The first entries of a list, each read on its own, and how many more there are: a list of thousands becomes a few texts. */
export function firstEntries<T>(
	list: readonly unknown[],
	read: (entry: unknown) => T[],
	more: (count: number) => T,
): T[] {
	const shown = list.slice(0, MAXIMUM_ENTRIES).flatMap(read);
	const left = list.length - MAXIMUM_ENTRIES;
	return left > 0 ? [...shown, more(left)] : shown;
}
