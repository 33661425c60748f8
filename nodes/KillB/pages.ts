import type { IDataObject } from 'n8n-workflow';
import type { Page } from '../../core/paging/pages';
import { collection, wholeNumber } from '../shared/fields';
import { listIn } from '../shared/listIn';

/**
 * Named assumption "100 a page": KillB documents neither a default nor a largest `limit` (killb.md section 1). Pages that come
 * back smaller are no harm, because the end of a list is told by `totalPage`.
 */
export const PAGE_SIZE = 100;

/** The options of every Get Many. */
export const listOptions = collection({
	displayName: 'Options',
	placeholder: 'Add Option',
	fields: {
		pageSize: wholeNumber({
			displayName: 'Page Size',
			description: 'How many results to ask for in one request. KillB does not name a maximum.',
			default: PAGE_SIZE,
			minimum: 1,
		}),
	},
});

/** The page size of the form, or the assumed one. */
export function pageSizeOf({ pageSize = PAGE_SIZE }: { pageSize?: number }): number {
	return pageSize;
}

/** One page of a KillB list: the entries under the resource's name, and `totalPage`, the number of pages (killb.md section 1). */
export function pageIn(body: unknown, resourceName: string): Page<IDataObject> {
	const items = listIn(body, resourceName);
	const { totalPage } = (body ?? {}) as { totalPage?: unknown };
	const totalPages = Number(totalPage ?? NaN);
	return Number.isSafeInteger(totalPages) && totalPages >= 0 ? { items, totalPages } : { items };
}
