import { type FetchPage, type Page, readPages, type Reading } from './pages';

/** The newest entries of a list. */
export interface Newest<T> {
	/** newest first */
	entries: T[];
	/** whether the list may have older entries than these */
	isCut: boolean;
}

interface NewestReading<T> extends Reading {
	wanted: number;
	/** judges the order of the list by the entries of its first page */
	isOldestFirst: (entries: readonly T[]) => boolean;
}

/**
 * Reads the newest entries of a list whose order is not documented. A list that begins with the
 * oldest ones is read from its last page, or whole where the server does not count its pages.
 * @throws the error of `fetchPage`; EndlessList
 */
export async function readNewest<T>(
	fetchPage: FetchPage<T>,
	{ isOldestFirst, ...reading }: NewestReading<T>,
): Promise<Newest<T>> {
	const { wanted, pageSize } = reading;
	const first = await fetchPage(1, pageSize);
	const inOrder: FetchPage<T> = async (page, size) =>
		page === 1 ? first : await fetchPage(page, size);
	const { totalPages } = first;
	let entries: T[];
	if (!isOldestFirst(first.items)) {
		entries = await readPages(inOrder, reading);
	} else if (totalPages === undefined) {
		const all = await readPages(inOrder, { ...reading, wanted: undefined });
		entries = all.reverse().slice(0, wanted);
	} else {
		entries = await readBackwards(inOrder, totalPages, reading);
	}
	return { entries, isCut: entries.length >= wanted };
}

/** @param last the last page by the first one, which may be gone: objects may have been deleted */
async function readBackwards<T>(
	fetchPage: FetchPage<T>,
	last: number,
	reading: Reading,
): Promise<T[]> {
	const entries = await readPages(
		async (page, size) => reversed(await fetchPage(last - page + 1, size), page, last),
		reading,
	);
	const isGone = entries.length === 0 && last > 1;
	return isGone ? await readBackwards(fetchPage, last - 1, reading) : entries;
}

function reversed<T>({ items }: Page<T>, page: number, totalPages: number): Page<T> {
	return { items: [...items].reverse(), totalPages, isLast: page >= totalPages };
}
