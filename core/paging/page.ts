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
