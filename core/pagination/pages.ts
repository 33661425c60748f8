import { CodedError } from '../errors';
import { hash } from 'node:crypto';

/** One page of a list. */
export interface Page<T> {
	items: T[];
	/** the number of pages, where the server returns it */
	totalPages?: number;
	/** whether this page is the last, where the server says so */
	isLast?: boolean;
}

/**
 * Reads one page. Where pages are read concurrently, it must depend only on the number.
 * @param page 1 is the first
 * @param size the requested number of entries per page; the same for all pages of one list
 */
export type FetchPage<T> = (page: number, size: number) => Promise<Page<T>>;

/** How much of a list to read, and how fast. */
export interface Reading {
	/** the number of entries to read; undefined for all */
	wanted: number | undefined;
	/** entries per request */
	pageSize: number;
	/** how many pages may be read concurrently where the server counts its pages; the default is 1 */
	parallel?: number;
	/** reading stops with an error after this many pages */
	maximumPages?: number;
}

/** More pages than any real list has: a million entries at 100 a page. */
const MAXIMUM_PAGES = 10_000;

/**
 * A list that did not end. The entries read so far are not returned, because a caller could not
 * tell that the rest is missing.
 */
export class EndlessList extends CodedError {
	constructor(message: string) {
		super('LIST_ENDLESS', message);
	}
}

/**
 * Reads the pages of a list until there are enough entries or the list ends, and returns the
 * entries in the order of the pages. Once the first page has the count, several are read
 * concurrently; the result or error is the same as with sequential reading.
 *
 * The list ends at the last page by the server's flag or count; at an empty page; at a repeated
 * page, because a server that ignores the page number returns the same one every time; and, where
 * the server gives no hint, at a page shorter than the previous one. A page shorter than requested
 * is not the end: the server may have a smaller maximum.
 *
 * When it settles, no page is being read any more.
 * @throws EndlessList; or the error of `fetchPage` for the first page that fails
 */
export async function readPages<T>(fetchPage: FetchPage<T>, reading: Reading): Promise<T[]> {
	const { wanted = Infinity, maximumPages = MAXIMUM_PAGES } = reading;
	if (wanted <= 0) return [];
	const pages = new ReadAhead(fetchPage, { ...reading, wanted, maximumPages });
	const entries: T[] = [];
	const end = new ListEnd();
	try {
		for (let number = 1; number <= maximumPages; number++) {
			const page = await pages.page(number);
			const place = end.placeOf(page, number);
			if (place === 'after') return entries;
			for (const item of page.items) entries.push(item);
			if (entries.length >= wanted) return entries.slice(0, wanted);
			if (place === 'last') return entries;
		}
	} finally {
		await pages.stop();
	}
	throw new EndlessList(`The list still had more pages after ${maximumPages} pages.`);
}

/** Recognises the end of a list by its pages, given in their order. */
export class ListEnd {
	private readonly seen = new Set<string>();
	private formerLength = 0;

	/**
	 * Returns whether a page is the last one, comes after the end (its entries are none, or those of
	 * an earlier page), or is followed by more.
	 * @param print the page's fingerprint
	 */
	placeOf(
		{ items, totalPages, isLast, print = fingerprint(items) }: Page<unknown> & { print?: string },
		number: number,
	): 'inside' | 'last' | 'after' {
		if (items.length === 0 || this.seen.has(print)) return 'after';
		this.seen.add(print);
		const isLastByCount =
			totalPages === undefined ? items.length < this.formerLength : number >= totalPages;
		this.formerLength = items.length;
		return (isLast ?? isLastByCount) ? 'last' : 'inside';
	}
}

/** A page that has arrived. */
interface ReadPage<T> extends Page<T> {
	/** fingerprint; equal for pages with equal entries */
	print: string;
}

/**
 * Reads pages ahead, as far as the answers so far show that they will be needed: up to the last
 * page by the latest count (none without a count), and up to the wanted number of entries if each
 * page in flight is as long as the longest one so far. Pages are requested in order. It stops once
 * a page has failed or shows the end of the list: it is empty or repeated.
 */
export class ReadAhead<T> {
	private readonly begun = new Map<number, Promise<ReadPage<T>>>();
	private nextPage = 1;
	private inFlight = 0;
	private arrived = 0;
	private longest = 0;
	private stopped = false;
	private readonly prints = new Set<string>();

	constructor(
		private readonly fetchPage: FetchPage<T>,
		private readonly reading: Reading & { wanted: number; maximumPages: number },
	) {}

	/** Returns the page with this number and requests it if necessary; each page is returned once. */
	async page(number: number): Promise<ReadPage<T>> {
		while (this.nextPage <= number) this.begin();
		const page = this.begun.get(number);
		if (page === undefined) throw new RangeError(`Page ${number} was handed out before`);
		const answer = await page;
		this.begun.delete(number);
		return answer;
	}

	/**
	 * Requests no more pages and waits for those in flight, so that nothing is sent after reading has
	 * ended.
	 */
	async stop(): Promise<void> {
		this.stopped = true;
		await Promise.allSettled(this.begun.values());
	}

	private begin(): void {
		const number = this.nextPage++;
		this.inFlight++;
		const page = this.fetch(number);
		// It may fail before it is awaited, which Node would report as an unhandled rejection.
		page.catch(() => undefined);
		this.begun.set(number, page);
	}

	private async fetch(number: number): Promise<ReadPage<T>> {
		const { wanted, pageSize } = this.reading;
		try {
			const page = await this.fetchPage(number, Math.min(pageSize, wanted));
			const print = fingerprint(page.items);
			this.inFlight--;
			this.arrived += page.items.length;
			this.longest = Math.max(this.longest, page.items.length);
			if (page.items.length === 0 || this.prints.has(print)) this.stopped = true;
			this.prints.add(print);
			this.beginMore(page.totalPages ?? 0);
			return { ...page, print };
		} catch (error) {
			this.stopped = true;
			throw error;
		}
	}

	private beginMore(totalPages: number): void {
		const { parallel = 1, wanted, maximumPages } = this.reading;
		const last = Math.min(totalPages, maximumPages);
		while (
			!this.stopped &&
			this.inFlight < parallel &&
			this.nextPage <= last &&
			this.arrived + this.inFlight * this.longest < wanted
		) {
			this.begin();
		}
	}
}

/** Returns the fingerprint by which a repeated page is recognised. */
export function fingerprint(items: unknown[]): string {
	return hash('sha256', JSON.stringify(items), 'base64');
}
