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

/** Tells a page that was there before from a new one. */
export function fingerprint(items: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(items)).digest('base64');
}

/** A page that has arrived. */
export interface ReadPage<T> extends Page<T> {
	/** equal for pages with equal entries */
	print: string;
}

/** What limits reading ahead. */
export interface ReadAheadLimits {
	/** how many entries are enough */
	wanted: number;
	/** entries asked for at once */
	size: number;
	/** the last page that may be read at all */
	maximumPages: number;
	/** how many pages may be under way at once */
	parallel: number;
}

/**
 * Begins pages before their turn, as far as the answers so far show that they will be needed: up to the last page by the
 * latest count (no page where there is no count), and up to the wanted number of entries if each page under way has as many as
 * the longest one so far. Pages are begun in order, and none any more once one has failed, or shows that the list has ended:
 * it is empty, or was there before.
 */
export class ReadAhead<T> {
	private readonly begun = new Map<number, Promise<ReadPage<T>>>();
	private nextPage = 1;
	private lastPage = 0;
	private underWay = 0;
	private arrived = 0;
	private longest = 0;
	private stopped = false;
	private readonly prints = new Set<string>();

	constructor(
		private readonly fetchPage: FetchPage<T>,
		private readonly limits: ReadAheadLimits,
	) {}

	/** The page with this number, which is begun if it was not; each page is handed out once. */
	async page(number: number): Promise<ReadPage<T>> {
		while (this.nextPage <= number) this.begin();
		const page = this.begun.get(number);
		if (page === undefined) throw new RangeError(`Page ${number} was handed out before`);
		const answer = await page;
		this.begun.delete(number);
		return answer;
	}

	/** Begins no more pages, and waits until none is under way, so that nothing is sent after the reading has ended. */
	async stop(): Promise<void> {
		this.stopped = true;
		await Promise.allSettled(this.begun.values());
	}

	private begin(): void {
		const number = this.nextPage++;
		this.underWay++;
		const page = this.fetch(number);
		// It may fail before its turn comes, and Node would take that for an error that nobody handles.
		page.catch(() => undefined);
		this.begun.set(number, page);
	}

	private async fetch(number: number): Promise<ReadPage<T>> {
		try {
			const page = await this.fetchPage(number, this.limits.size);
			const print = fingerprint(page.items);
			this.take(page, print);
			this.beginMore();
			return { ...page, print };
		} catch (error) {
			this.stopped = true;
			throw error;
		}
	}

	private take({ items, totalPages }: Page<T>, print: string): void {
		this.underWay--;
		this.arrived += items.length;
		this.longest = Math.max(this.longest, items.length);
		this.lastPage = totalPages ?? 0;
		if (items.length === 0 || this.prints.has(print)) this.stopped = true;
		this.prints.add(print);
	}

	private beginMore(): void {
		const { parallel, wanted, maximumPages } = this.limits;
		const last = Math.min(this.lastPage, maximumPages);
		while (
			!this.stopped &&
			this.underWay < parallel &&
			this.nextPage <= last &&
			this.arrived + this.underWay * this.longest < wanted
		) {
			this.begin();
		}
	}
}

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
