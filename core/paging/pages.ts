import type { FetchPage } from './page';
import { ReadAhead } from './readAhead';

/** What is wanted of a list. */
export interface Reading {
	/** how many entries are enough; undefined for all */
	wanted: number | undefined;
	/** entries asked for at once */
	pageSize: number;
	/** how many pages may be asked for at the same time, where the server counts its pages; 1 without it */
	parallel?: number;
	/** reading stops with an error after this many pages */
	maximumPages?: number;
}

/** More pages than any real list has: a million entries at 100 a page. */
const MAXIMUM_PAGES = 10_000;

/** The list did not end. What was read is not handed out, because nobody could tell that the rest is missing. */
export class EndlessList extends Error {}

/**
 * Reads the pages of a list until there are enough entries or the list ends, and hands out the entries in the order of the
 * pages. Once the first page has told how many there are, several are under way at once; what comes out, or is thrown, is what
 * reading one after the other would give.
 *
 * It ends at the last page by the server's own count; at an empty page; at a page that was there before, because a server that
 * ignores the page number gives the same one for ever; and, where the server does not count, at a page shorter than the one
 * before it. A page shorter than what was asked for is no end: the server may have a smaller largest size.
 *
 * When it settles, no page is under way any more.
 * @throws EndlessList; whatever `fetchPage` rejects with, for the first page that fails
 */
export async function readPages<T>(fetchPage: FetchPage<T>, reading: Reading): Promise<T[]> {
	const { wanted = Infinity, pageSize, maximumPages = MAXIMUM_PAGES, parallel = 1 } = reading;
	if (wanted <= 0) return [];
	const size = Math.min(pageSize, wanted);
	const ahead = new ReadAhead(fetchPage, { wanted, size, maximumPages, parallel });
	try {
		return await inOrder(ahead, wanted, maximumPages);
	} finally {
		await ahead.stop();
	}
}

async function inOrder<T>(pages: ReadAhead<T>, wanted: number, maximumPages: number): Promise<T[]> {
	const entries: T[] = [];
	const seen = new Set<string>();
	let formerLength = 0;
	for (let number = 1; number <= maximumPages; number++) {
		const { items, totalPages, print } = await pages.page(number);
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
