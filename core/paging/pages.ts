import { createHash } from 'node:crypto';

/** One page of a list. */
export interface Page<T> {
	items: T[];
	/** how many pages there are, where the server says so */
	totalPages?: number;
}

/**
 * Reads one page, and depends on nothing but its number: pages may be asked for in any order.
 * @param page 1 is the first
 * @param size how many entries a page is asked to have; the same for all pages of one reading
 */
export type FetchPage<T> = (page: number, size: number) => Promise<Page<T>>;

/** What is wanted of a list. */
export interface Reading {
	/** how many entries are enough; undefined for all */
	wanted: number | undefined;
	/** entries asked for at once */
	pageSize: number;
	/** reading stops with an error after this many pages */
	maximumPages?: number;
}

/** More pages than any real list has: a million entries at 100 a page. */
const MAXIMUM_PAGES = 10_000;

/** The list did not end. What was read is not handed out, because nobody could tell that the rest is missing. */
export class EndlessList extends Error {}

/**
 * Reads the pages of a list in order until there are enough entries or the list ends.
 *
 * It ends at the last page by the server's own count; at an empty page; at a page that was there before, because a server that
 * ignores the page number gives the same one for ever; and, where the server does not count, at a page shorter than the one
 * before it. A page shorter than what was asked for is no end: the server may have a smaller largest size.
 * @throws EndlessList; whatever `fetchPage` rejects with
 */
export async function readPages<T>(fetchPage: FetchPage<T>, reading: Reading): Promise<T[]> {
	const { wanted = Infinity, pageSize, maximumPages = MAXIMUM_PAGES } = reading;
	if (wanted <= 0) return [];
	const size = Math.min(pageSize, wanted);
	const entries: T[] = [];
	const seen = new Set<string>();
	let formerLength = 0;
	for (let number = 1; number <= maximumPages; number++) {
		const { items, totalPages } = await fetchPage(number, size);
		const print = fingerprint(items);
		if (items.length === 0 || seen.has(print)) return entries;
		seen.add(print);
		for (const item of items) entries.push(item);
		if (entries.length >= wanted) return entries.slice(0, wanted);
		if (totalPages === undefined ? items.length < formerLength : number >= totalPages) {
			return entries;
		}
		formerLength = items.length;
	}
	throw new EndlessList(`The list did not end after ${maximumPages} pages.`);
}

/** Tells a page that was there before from a new one. */
export function fingerprint(items: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(items)).digest('base64');
}
