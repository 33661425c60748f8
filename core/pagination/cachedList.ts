import { mapConcurrent } from '../concurrency';
import { type FetchPage, ListEnd } from './pages';

/** How a list is read. */
export interface ListSource<T, Context> {
	/**
	 * Returns how to read the pages, from the first. Where the API splits what is shown as one list,
	 * it returns several, which are read one after the other.
	 * @param context returns the context of the current call, through which requests are sent
	 */
	open: (context: () => Context) => ReadonlyArray<FetchPage<T>>;
	/** entries per request */
	pageSize: number;
	/** how many pages are read concurrently where the server counts its pages */
	parallel: number;
	/** whether two entries look the same; a changed first page makes the list out of date */
	isSame: (one: T, other: T) => boolean;
}

/** How much of a list a call needs. */
export interface Need {
	/** called before each request; more is read while it returns false */
	isEnough: () => boolean;
	/** the most pages to read in this call */
	pages: number;
	/** reads one page at a time, for a call that probably needs one only */
	oneByOne?: boolean;
}

/**
 * A list that is kept in memory as far as it was read. Calls are served one after the other, so
 * concurrent ones share what is read.
 */
export class CachedList<T, Context> {
	private content: Content<T, Context>;
	private checkedAt = -Infinity;
	private lastCall: Promise<unknown> = Promise.resolve();

	/** @param now returns milliseconds */
	constructor(
		private readonly source: ListSource<T, Context>,
		private readonly now: () => number = () => performance.now(),
	) {
		this.content = new Content(source);
	}

	/** The entries that were read, in order. */
	get entries(): readonly T[] {
		return this.content.entries;
	}

	/** Whether all of the list was read. */
	get isComplete(): boolean {
		return this.content.isComplete;
	}

	/** Milliseconds since anything was last read from the server; infinite at first. */
	get age(): number {
		return this.now() - this.content.readAt;
	}

	/** Reads on, as far as the call needs. What was read before a failure stays. */
	async read(context: Context, need: Need): Promise<void> {
		await this.inTurn(async () => await this.content.read(context, need, this.now));
	}

	/**
	 * Reads the first page again. If it changed, or the rest is too old, the rest is dropped. A call
	 * that waited for another one's check does not repeat it.
	 * @param maximumAge of the rest, in milliseconds
	 */
	async check(context: Context, maximumAge: number): Promise<void> {
		const calledAt = this.now();
		await this.inTurn(async () => {
			if (this.checkedAt > calledAt) return;
			const fresh = new Content(this.source);
			const need = { isEnough: () => fresh.entries.length > 0, pages: 1 };
			await fresh.read(context, need, this.now);
			const isUnchanged =
				fresh.entries.length > 0 &&
				fresh.entries.every((entry, index) => {
					const former = this.entries[index];
					return former !== undefined && this.source.isSame(entry, former);
				});
			if (!isUnchanged || this.age > maximumAge) this.content = fresh;
			this.checkedAt = this.now();
		});
	}

	/** Drops what is older than this; what is read next is read again from the beginning. */
	async drop(maximumAge: number): Promise<void> {
		await this.inTurn(async () => {
			if (this.age > maximumAge) this.content = new Content(this.source);
		});
	}

	private async inTurn(call: () => Promise<void>): Promise<void> {
		const result = this.lastCall.then(call);
		this.lastCall = result.catch(() => undefined);
		await result;
	}
}

/** What was read of a list, and where to read on. */
class Content<T, Context> {
	readonly entries: T[] = [];
	readAt = -Infinity;
	private context: Context | undefined;
	private readonly parts: ReadonlyArray<FetchPage<T>>;
	private part = 0;
	private page = 1;
	private totalPages: number | undefined;
	private end = new ListEnd();

	constructor(private readonly source: ListSource<T, Context>) {
		this.parts = source.open(() => this.context as Context);
	}

	get isComplete(): boolean {
		return this.part >= this.parts.length;
	}

	async read(context: Context, need: Need, now: () => number): Promise<void> {
		this.context = context;
		let left = need.pages;
		while (!need.isEnough() && left > 0) {
			const fetchPage = this.parts[this.part];
			if (fetchPage === undefined) return;
			const first = this.page;
			const count = Math.min(left, need.oneByOne ? 1 : this.countable());
			const pages = await mapConcurrent(
				count,
				async (index) => await fetchPage(first + index, this.source.pageSize),
				{ parallel: count, stopAtFailure: true },
			);
			left -= count;
			for (const page of pages) {
				if (!page.ok) throw page.error;
				this.readAt = now();
				const place = this.end.placeOf(page.value, this.page);
				if (place !== 'after') for (const item of page.value.items) this.entries.push(item);
				this.totalPages = page.value.totalPages;
				this.page++;
				if (place === 'inside') continue;
				this.beginNextPart();
				break;
			}
		}
	}

	/** Returns how many pages may be read concurrently. */
	private countable(): number {
		const remaining = (this.totalPages ?? 0) - this.page + 1;
		return Math.max(1, Math.min(this.source.parallel, remaining));
	}

	private beginNextPart(): void {
		this.part++;
		this.page = 1;
		this.totalPages = undefined;
		this.end = new ListEnd();
	}
}
