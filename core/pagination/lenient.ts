import { CodedError } from '../errors';
import { isObject } from '../json';
import { type FetchPage, fingerprint } from './pages';

/**
 * The names of the query parameters; the user can set them for a list that documents none. An empty
 * name is not sent.
 */
export interface ParameterNames {
	page: string;
	limit: string;
	cursor: string;
}

/** One answer of a list with undocumented paging. */
export interface ListAnswer {
	body: unknown;
	/** names in lower case */
	headers: Readonly<Record<string, string>>;
}

export type Query = Record<string, string | number>;

/** How to request a page of a list with undocumented paging. */
export interface LenientList<T> {
	ask: (query: Query) => Promise<ListAnswer>;
	/** returns the entries of one answer, in any envelope */
	entriesOf: (body: unknown) => T[];
	names: ParameterNames;
}

/**
 * Reads the pages of a list with undocumented paging sequentially, in whichever style the answers
 * use: a next link, a cursor, a count of pages or entries, or none of them.
 * @throws CodedError for a page that is the same as the one before, where the answers say that there
 *   are more: the service then ignored the parameter
 */
export function lenientPages<T>({ ask, entriesOf, names }: LenientList<T>): FetchPage<T> {
	let next: Query = named(names.page, 1);
	let entries = 0;
	let former: { print: string; isFollowed: boolean } | undefined;
	return async (page, size) => {
		const limit = named(names.limit, size);
		// A link has its own limit.
		const answer = await ask(page === 1 ? { ...next, ...limit } : { ...limit, ...next });
		const items = entriesOf(answer.body);
		const print = fingerprint(items);
		if (items.length > 0 && former?.isFollowed && former.print === print) {
			throw repeatedPage(next, names);
		}
		entries += items.length;
		const following = nextQuery(answer, names, page, entries);
		former = { print, isFollowed: saysMore(answer, following) };
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
	const cursor = first(hints, CURSORS);
	if (cursor !== undefined) {
		return cursor === null || cursor === '' ? undefined : named(names.cursor, String(cursor));
	}
	const pages = first(hints, PAGES);
	if (isCount(pages) && page >= Number(pages)) return undefined;
	const total = first(hints, TOTALS);
	if (isCount(total) && entriesSoFar >= Number(total)) return undefined;
	const more = first(hints, MORE);
	if (more === false) return undefined;
	// Without a page parameter there is no other page to request.
	return names.page === '' ? undefined : { [names.page]: page + 1 };
}

/** Whether an answer itself says that another page follows. */
function saysMore(answer: ListAnswer, following: Query | undefined): boolean {
	const hints = hintsIn(answer.body);
	const counts = [...PAGES, ...TOTALS, ...MORE];
	const isCounted = hints.some((hint) => counts.some((name) => Object.hasOwn(hint, name)));
	const isLinked = Boolean(nextLink(answer, hints)) || Boolean(first(hints, CURSORS));
	return isLinked || (isCounted && following !== undefined);
}

function repeatedPage(query: Query, names: ParameterNames): CodedError {
	const isCursor = names.cursor !== '' && Object.hasOwn(query, names.cursor);
	const [name, setting] = isCursor
		? [names.cursor, 'cursorParameter']
		: [names.page, 'pageParameter'];
	return new CodedError(
		'LIST_REPEATED',
		`The list has more pages, but the next one was the same again: the service seems to have another name for the parameter "${name}". Set it as ${setting} in Vendor Overrides in the credential.`,
	);
}

const CURSORS = ['next_cursor', 'nextCursor', 'next_token', 'nextToken'];
const PAGES = ['total_pages', 'totalPages', 'totalPage', 'last_page', 'pages'];
const TOTALS = ['total', 'total_count', 'totalCount', 'total_items'];
const MORE = ['has_more', 'hasMore'];

/**
 * Returns the objects that may hold paging members: next to the entries, or in one of the usual
 * members.
 */
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

/**
 * Returns the next link, null for "there is no next page", undefined where the answer has no links.
 */
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
 * Returns the query of a link. The rest is ignored, so that a signed request goes only to the list
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
