import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../core/json';
import { ASSUMED } from '../../core/kernelhost/overrides';
import { fingerprint } from '../../core/pagination/pages';
import type { Attempt } from '../../nodes/shared/connection/attempt';
import { failureOf, type LiveClient, statusOf } from './client';
import { isFalse, isTrue, override, type Result, undecidable } from './finding';

interface List {
	path: string;
	entriesIn: (attempt: Attempt) => IDataObject[];
	/** the size of a page that the node asks for */
	usual: number;
}

/** Other usual names; each is tried once, and only if the assumed one does not work. */
const OTHER_NAMES = {
	page: ['page_number', 'pageNumber', 'p', 'page_no'],
	limit: ['per_page', 'perPage', 'page_size', 'pageSize', 'size'],
	cursor: ['after', 'next_cursor', 'page_token', 'starting_after'],
};

/** Whether the parameters of a list have their assumed names, by pages with one entry. */
export async function pagingOf(client: LiveClient, list: List): Promise<Result> {
	const { pageParameter: page, limitParameter: limit } = ASSUMED;
	const ask = async (query: Record<string, string | number>) => await client.read(list.path, query);

	const first = await ask({ [page]: 1, [limit]: 1 });
	if (statusOf(first) === '400') return await rejected(ask, list, first);
	if (!first.answer) return undecidable(failureOf(first));
	const usual = await ask({ [page]: 1, [limit]: list.usual });
	if (statusOf(usual) === '400') {
		return isFalse(
			`a page’s size of ${list.usual} was rejected`,
			'Page Size in Options of Get Many',
		);
	}
	const entries = list.entriesIn(first);
	const all = list.entriesIn(usual);
	if (Math.max(entries.length, all.length) < 2) {
		return undecidable('there are not two entries to make two pages of');
	}
	const cursor = cursorIn(first);
	if (cursor !== undefined) return await byCursor(ask, list, first, cursor);
	if (isLinked(first)) return isTrue('the answers name the next page by a link');

	const second = await ask({ [page]: 2, [limit]: 1 });
	if (isSame(list, first, second)) {
		if (entries.length > 1 && !saysMore(first, entries.length)) {
			return undecidable(
				'the second page is the same as the first, and nothing says that there are more entries: either the list has no pages, or pageParameter and limitParameter have other names',
			);
		}
		const name = await otherName(OTHER_NAMES.page, async (candidate) => {
			const tried = await ask({ [candidate]: 2, [limit]: 1 });
			return tried.answer !== undefined && !isSame(list, first, tried);
		});
		return isFalse(`"${page}" is ignored`, override('pageParameter', name));
	}
	if (entries.length < 2) return isTrue(`"${page}" and "${limit}" work`);
	const name = await otherName(OTHER_NAMES.limit, async (candidate) => {
		const tried = await ask({ [page]: 1, [candidate]: 1 });
		return list.entriesIn(tried).length === 1;
	});
	return isFalse(`"${limit}" is ignored`, override('limitParameter', name));
}

type Ask = (query: Record<string, string | number>) => Promise<Attempt>;

/** A service that rejects what it does not know: which of the two names is it? */
async function rejected(ask: Ask, list: List, first: Attempt): Promise<Result> {
	const { pageParameter: page, limitParameter: limit } = ASSUMED;
	const withoutPage = await ask({ [limit]: 1 });
	if (withoutPage.answer) {
		const name = await otherName(OTHER_NAMES.page, async (candidate) => {
			const tried = await ask({ [candidate]: 2, [limit]: 1 });
			return tried.answer !== undefined && !isSame(list, withoutPage, tried);
		});
		return isFalse(`"${page}" is rejected`, override('pageParameter', name));
	}
	if ((await ask({ [page]: 1 })).answer) {
		const name = await otherName(OTHER_NAMES.limit, async (candidate) => {
			const tried = await ask({ [page]: 1, [candidate]: 1 });
			return list.entriesIn(tried).length === 1;
		});
		return isFalse(`"${limit}" is rejected`, override('limitParameter', name));
	}
	return isFalse(failureOf(first), override('pageParameter'));
}

async function byCursor(ask: Ask, list: List, first: Attempt, value: string): Promise<Result> {
	const { cursorParameter: cursor, limitParameter: limit } = ASSUMED;
	const second = await ask({ [cursor]: value, [limit]: 1 });
	if (second.answer && !isSame(list, first, second)) return isTrue(`"${cursor}" works`);
	const name = await otherName(OTHER_NAMES.cursor, async (candidate) => {
		const tried = await ask({ [candidate]: value, [limit]: 1 });
		return tried.answer !== undefined && !isSame(list, first, tried);
	});
	return isFalse(`"${cursor}" is ignored`, override('cursorParameter', name));
}

async function otherName(
	names: readonly string[],
	works: (name: string) => Promise<boolean>,
): Promise<string | undefined> {
	for (const name of names) if (await works(name)) return name;
	return undefined;
}

function isSame(list: List, one: Attempt, other: Attempt): boolean {
	return fingerprint(list.entriesIn(one)) === fingerprint(list.entriesIn(other));
}

/** The members of an envelope, and of those in it. */
function membersOf({ answer }: Attempt): Array<[string, unknown]> {
	const { body } = answer ?? {};
	if (!isObject(body)) return [];
	const inner = Object.values(body)
		.filter(isObject)
		.flatMap((one) => Object.entries(one));
	return [...Object.entries(body), ...inner];
}

function cursorIn(attempt: Attempt): string | undefined {
	const found = membersOf(attempt).find(
		([name, value]) => /^next_?(cursor|token)$/i.test(name) && typeof value === 'string' && value,
	);
	return found?.[1] as string | undefined;
}

function isLinked(attempt: Attempt): boolean {
	if (/rel="?next/.test(attempt.answer?.headers.link ?? '')) return true;
	return membersOf(attempt).some(
		([name, value]) => /^next(_url|_page_url)?$/.test(name) && /[?/]/.test(String(value)),
	);
}

/** Whether an answer counts more entries, or pages, than it has. */
function saysMore(attempt: Attempt, entries: number): boolean {
	return membersOf(attempt).some(([name, value]) => {
		if (/^total(_?(count|items))?$/i.test(name)) return Number(value) > entries;
		if (/^(total_?pages?|last_page|pages)$/i.test(name)) return Number(value) > 1;
		return /^has_?more$/i.test(name) && value === true;
	});
}
