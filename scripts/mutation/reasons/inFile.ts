import type { Reason } from '../report';

/** Reasons for survivors of one file: the line, what stands there instead, and why nobody can tell. */
export function inFile(
	file: string,
	entries: Array<[line: string, replacement: string, reason: string]>,
): Reason[] {
	return entries.map(([line, replacement, reason]) => ({ file, line, replacement, reason }));
}

export const UTF8 = 'UTF-8 is what Node takes where no encoding is named.';
export const ASCII =
	'ASCII has the same bytes in Latin-1 and in UTF-8, which Node takes where no encoding is named.';
export const NO_DATE = 'Neither text is a date.';
export const SHORTCUT =
	'The same result by a longer way: the condition only spares work that would find nothing.';
