import type { FetchPage, Page } from './page';
import { fingerprint } from './page';

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
