import type { FetchPage } from './pages';

/**
 * The names of the query parameters; a list that documents none must have them settable. An empty
 * name is not sent.
 */
export interface ParameterNames {
	page: string;
	limit: string;
	cursor: string;
}

/** One answer of a list whose paging is not documented. */
export interface ListAnswer {
	body: unknown;
	/** names in lower case */
	headers: Readonly<Record<string, string>>;
}

export type Query = Record<string, string | number>;

/** How to ask for a page of a list whose paging is not documented. */
export interface LenientList<T> {
	ask: (query: Query) => Promise<ListAnswer>;
	/** the entries of one answer, whatever envelope they are in */
	entriesOf: (body: unknown) => T[];
	names: ParameterNames;
}

/**
 * The pages of a list whose paging the vendor does not document, one after the other, in whichever
 * way the answers speak: a next link, a cursor, a count of pages or entries, or none of them.
 */
export function lenientPages<T>({ ask, entriesOf, names }: LenientList<T>): FetchPage<T> {
	let next: Query = named(names.page, 1);
	let entries = 0;
	return async (page, size) => {
		const limit = named(names.limit, size);
		// A link brings the limit that goes with it.
		const answer = await ask(page === 1 ? { ...next, ...limit } : { ...limit, ...next });
		const items = entriesOf(answer.body);
		entries += items.length;
		const following = nextQuery(answer, names, page, entries);
		next = following ?? {};
		return { items, isLast: following === undefined };
	};
}

function nextQuery(
	answer: ListAnswer,
	names: ParameterNames,
	page: number,
	entriesSoFar: number,
): Query | undefined {
	const hints = hintsIn(answer.body);
	const link = nextLink(answer, hints);
	if (link !== undefined) return link === null ? undefined : queryOf(link);
	const cursor = first(hints, ['next_cursor', 'nextCursor', 'next_token', 'nextToken']);
	if (cursor !== undefined) {
		return cursor === null || cursor === '' ? undefined : named(names.cursor, String(cursor));
	}
	const pages = first(hints, ['total_pages', 'totalPages', 'totalPage', 'last_page', 'pages']);
	if (isCount(pages) && page >= Number(pages)) return undefined;
	const total = first(hints, ['total', 'total_count', 'totalCount', 'total_items']);
	if (isCount(total) && entriesSoFar >= Number(total)) return undefined;
	const more = first(hints, ['has_more', 'hasMore']);
	if (more === false) return undefined;
	// Without a name for the page there is no other page to ask for.
	return names.page === '' ? undefined : { [names.page]: page + 1 };
}

/** Where lists speak of themselves: beside the entries, or in one of the usual members. */
function hintsIn(body: unknown): Array<Record<string, unknown>> {
	if (!isObject(body)) return [];
	const inner = ['meta', 'pagination', 'paging', 'page_info', 'links', '_links'].map(
		(name) => body[name],
	);
	return [body, ...inner.filter(isObject)];
}

function first(hints: Array<Record<string, unknown>>, names: string[]): unknown {
	for (const hint of hints) {
		const name = names.find((candidate) => Object.hasOwn(hint, candidate));
		if (name !== undefined) return hint[name];
	}
	return undefined;
}

/** A link, null for "there is no next page", undefined where the answer does not speak in links. */
function nextLink(
	{ headers }: ListAnswer,
	hints: Array<Record<string, unknown>>,
): string | null | undefined {
	const member = first(hints, ['next', 'next_url', 'next_page_url']);
	const target = isObject(member) ? member.href : member;
	if (target === null) return null;
	if (typeof target === 'string' && /[?/]/.test(target)) return target;
	if (headers.link === undefined) return undefined;
	return /<([^<>]+)>\s*;[^,<]*\brel="?next"?/i.exec(headers.link)?.[1] ?? null;
}

/**
 * Only the query of a link is used: the key's signature goes to no other place than the list
 * itself.
 */
function queryOf(link: string): Query {
	return Object.fromEntries(new URL(link, 'https://list.invalid').searchParams);
}

function named(name: string, value: string | number): Query {
	return name === '' ? {} : { [name]: value };
}

function isCount(value: unknown): boolean {
	return (typeof value === 'number' || typeof value === 'string') && /^\d+$/.test(String(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
