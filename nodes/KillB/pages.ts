import type { IDataObject } from 'n8n-workflow';
import { type Page, readPages } from '../../core/pagination/pages';
import {
	type Call,
	collection,
	everyPart,
	type Fields,
	listFields,
	listIn,
	type ListRequest,
	optionInputs,
	type Values,
	wholeNumber,
} from '../shared/operation';

/**
 * Named assumption "100 a page": KillB documents neither a default nor a maximum `limit`
 * (killb.md 1). Smaller pages do no harm, because `totalPage` determines the end of a list.
 */
export const PAGE_SIZE = 100;

/** Pages in flight at once: as many as items. The rate limit applies to both. */
const PARALLEL_REQUESTS = 10;

/** Advice for a list that KillB rejects. */
export const LIST_ADVICE = {
	400: 'Correct these fields. If it is "limit", set a smaller Page Size in Options: KillB documents no maximum.',
};

/** The options of every Get Many. */
export const listOptions = optionInputs({
	pageSize: wholeNumber({
		displayName: 'Page Size',
		description: 'Results per request. KillB documents no maximum.',
		default: PAGE_SIZE,
		minimum: 1,
	}),
	parallelRequests: wholeNumber({
		displayName: 'Parallel Requests',
		description:
			'Pages to request at the same time, once the first one tells how many there are. The order of results stays the same.',
		default: PARALLEL_REQUESTS,
		minimum: 1,
		maximum: 20,
	}),
});

/** Returns the inputs of a list with filters, in the form's order. */
export function filteredListFields<const F extends Fields>(filters: F) {
	return {
		...listFields,
		filters: everyPart(
			collection({ displayName: 'Filters', placeholder: 'Add Filter', fields: filters }),
		),
		options: listOptions,
	};
}

type Options = Values<{ options: typeof listOptions }>['options'];

/**
 * Returns the `run` of a Get Many, which reads its endpoint's list. It adds `page` and `limit` to
 * the query.
 */
export function listOf(resource: string) {
	return async ({ request, values }: Call<typeof listFields & { options: typeof listOptions }>) =>
		await readList({
			ask: async (query) => await request({ query, advice: LIST_ADVICE }),
			resource,
			values,
		});
}

/** Reads a paginated list, up to the requested number of results, in the order of the pages. */
export async function readList(list: ListRequest<Options>): Promise<IDataObject[]> {
	const { ask, resource, values } = list;
	const { pageSize = PAGE_SIZE, parallelRequests = PARALLEL_REQUESTS } = values.options ?? {};
	return await readPages(
		async (page, limit) => pageIn((await ask({ page, limit })).body, resource),
		{
			wanted: values.returnAll ? undefined : values.limit,
			pageSize,
			parallel: parallelRequests,
		},
	);
}

/**
 * Reads one page of a KillB list: the entries under the resource's name, and the number of pages,
 * which is `totalPage`, or `totalPages` in the lists of virtual accounts (killb.md 1). The count
 * may be text.
 */
export function pageIn(body: unknown, resourceName: string): Page<IDataObject> {
	const items = listIn(body, resourceName);
	const { totalPage, totalPages } = (body ?? {}) as { totalPage?: unknown; totalPages?: unknown };
	const count = pageCount(totalPage ?? totalPages);
	return count === undefined ? { items } : { items, totalPages: count };
}

function pageCount(value: unknown): number | undefined {
	const isCount = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
	const count = isCount ? Number(value) : NaN;
	return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
