import {
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeApiError,
} from 'n8n-workflow';
import { BoundedMap } from '../../../core/boundedMap';
import { hash } from 'node:crypto';
import { CachedList } from '../../../core/pagination/cachedList';
import type { FetchPage } from '../../../core/pagination/pages';
import type { ListSearch } from './listSearches';

/** What a list shows of an entry. */
export interface Shown {
	/** an entry without one can't be chosen */
	id: unknown;
	/** what tells it from others, most important first; empty ones are left out */
	words: unknown[];
	/** further texts by which it is found, such as a number that is shown in part */
	alsoFoundBy?: unknown[];
}

/** One list of a service, as a form's field shows it. */
export interface SearchableList {
	/** name of the credential type */
	credential: string;
	/** fields of the credential that change by themselves, such as those of a session */
	volatileFields?: readonly string[];
	/** entries per request */
	pageSize: number;
	/** how many pages are read concurrently where the server counts its pages */
	parallel: number;
	/** the most pages that one search reads */
	pagesPerSearch: number;
	/** @param fields the credential's */
	prepare: (
		context: ILoadOptionsFunctions,
		fields: IDataObject,
	) => {
		/** what is requested: path and query */
		request: unknown;
		/** how to read the pages, as in `CachedList` */
		open: (context: () => ILoadOptionsFunctions) => ReadonlyArray<FetchPage<IDataObject>>;
	};
	shown: (entry: IDataObject) => Shown;
	/** whether the ID is always shown; otherwise only a part of it, where the words are equal */
	withId?: boolean;
	/** label of the locator's other mode; the default is "By ID" */
	otherMode?: string;
	/** For APIs that find an entry by a complete text, such as its ID. */
	lookup?: {
		/** matches texts that are certainly complete, for which the list need not be read */
		complete?: RegExp;
		find: (context: ILoadOptionsFunctions, text: string) => Promise<IDataObject[]>;
	};
}

/** An entry; null for one without an ID, which can't be chosen. */
type Choice = { name: string; value: string; text: string } | null;

interface Kept {
	key: string;
	list: CachedList<Choice, ILoadOptionsFunctions>;
	usedAt: number;
}

const BY_ID = 'By ID';

/** How many choices the editor gets at once; it requests more when the user scrolls down. */
const SHOWN_AT_ONCE = 100;
/** How long a search is answered from memory after the list was last read. */
const KEPT_MS = 30_000;
/** Whatever is older is read again before it is said that nothing matches. */
const FRESH_MS = 10_000;
/** After this time without use a list is forgotten, with the names and numbers in it. */
const FORGOTTEN_MS = 600_000;

/**
 * The lists of all forms that are open in this process, by credential and request. n8n creates a
 * new context for each request of the editor, which sends one for each pause in typing.
 */
const kept = new BoundedMap<Kept>(20);

/**
 * Returns the search of a list. Opening the list reads its first page, scrolling reads on, and
 * typing searches what was read before it reads the rest, so a pause in typing mostly costs
 * nothing. The pagination token is the number of entries before the next ones.
 */
export function searchableList(definition: SearchableList): ListSearch {
	return async function (filter = '', paginationToken) {
		const list = await listFor(this, definition);
		const from = paginationToken === undefined ? undefined : Number(paginationToken);
		const words = searchedWords(filter);
		const result =
			words.length === 0
				? browse(this, definition, list, from)
				: search(this, definition, list, { text: filter.trim(), words, from });
		return await result.catch((error: Error) => advise(error, definition));
	};
}

async function listFor(context: ILoadOptionsFunctions, definition: SearchableList) {
	const { credential, volatileFields = [], pageSize, parallel } = definition;
	const fields = (await context.getCredentials(credential)) as IDataObject;
	const { request, open } = definition.prepare(context, fields);
	const login = Object.entries(fields).filter(([name]) => !volatileFields.includes(name));
	const { id } = context.getNode().credentials?.[credential] ?? {};
	const key = hash('sha256', JSON.stringify([credential, id, login, request]), 'base64');
	const now = performance.now();
	for (const old of kept.values()) if (now - old.usedAt > FORGOTTEN_MS) kept.delete(old.key);
	const list =
		kept.get(key)?.list ??
		new CachedList<Choice, ILoadOptionsFunctions>({
			open: (current) => open(current).map((fetchPage) => choicesOf(fetchPage, definition)),
			pageSize,
			parallel,
			isSame: (one, other) => one?.value === other?.value && one?.name === other?.name,
		});
	kept.set(key, { key, list, usedAt: now });
	return list;
}

function choicesOf(
	fetchPage: FetchPage<IDataObject>,
	definition: SearchableList,
): FetchPage<Choice> {
	return async (page, size) => {
		const { items, ...rest } = await fetchPage(page, size);
		return { ...rest, items: items.map((entry) => choiceOf(entry, definition)) };
	};
}

function choiceOf(entry: IDataObject, { shown, withId }: SearchableList): Choice {
	const { id, words, alsoFoundBy = [] } = shown(entry);
	if ((typeof id !== 'string' && typeof id !== 'number') || id === '') return null;
	const value = String(id);
	const name = [words.filter(Boolean).join(' · '), ...(withId ? [`(${value})`] : [])]
		.filter(Boolean)
		.join(' ');
	return { name, value, text: plain([name, value, ...alsoFoundBy.filter(Boolean)].join(' ')) };
}

/** Returns a text in lower case and without accents, since people search for "mexico". */
export function plain(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{Mark}/gu, '')
		.toLowerCase();
}

function searchedWords(filter: string): string[] {
	return plain(filter)
		.split(/[\s·]/)
		.filter((word) => word !== '');
}

type List = CachedList<Choice, ILoadOptionsFunctions>;

async function browse(
	context: ILoadOptionsFunctions,
	{ pagesPerSearch, otherMode = BY_ID }: SearchableList,
	list: List,
	from: number | undefined,
): Promise<INodeListSearchResult> {
	if (from === undefined) await list.check(context, KEPT_MS);
	const start = from ?? 0;
	const isEnough = () => list.entries.length > start;
	await list.read(context, { isEnough, pages: pagesPerSearch, oneByOne: true });
	const entries = list.entries.slice(start, start + SHOWN_AT_ONCE);
	const next = start + entries.length;
	const hasMore = entries.length > 0 && (next < list.entries.length || !list.isComplete);
	if (entries.length > 0 && entries.every((choice) => choice === null)) {
		return { results: [withoutIds(entries.length, otherMode)] };
	}
	return {
		results: resultsOf(list, entries),
		...(hasMore ? { paginationToken: String(next) } : {}),
	};
}

/** What is searched for. */
interface Wanted {
	text: string;
	words: string[];
	/** the number of entries that earlier calls searched; undefined for a new search */
	from: number | undefined;
}

async function search(
	context: ILoadOptionsFunctions,
	definition: SearchableList,
	list: List,
	{ text, words, from }: Wanted,
): Promise<INodeListSearchResult> {
	const { lookup, pagesPerSearch } = definition;
	const isMatch = (choice: Choice) =>
		choice !== null && words.every((word) => choice.text.includes(word));
	const lookUp = async () => {
		const found = (await lookup?.find(context, text)) ?? [];
		// A filter that the API ignored would return other entries.
		return found.map((entry) => choiceOf(entry, definition)).filter(isMatch);
	};
	if (from === undefined) await list.drop(KEPT_MS);

	const scan = new Scan(list, isMatch, from ?? 0);
	const isNew = from === undefined && !scan.run() && scan.found.length === 0;
	const isLookedUp = isNew && !list.isComplete && lookup?.complete?.test(text) === true;
	if (isLookedUp) {
		const found = await lookUp();
		if (found.length > 0) return { results: resultsOf(list, found) };
	}
	const need = { isEnough: () => scan.run(), pages: pagesPerSearch };
	const failure = await list.read(context, need).then(
		() => undefined,
		(error: unknown) => ({ error }),
	);
	scan.run();
	if (scan.found.length === 0) {
		if (failure) throw failure.error;
		if (isNew && list.age > FRESH_MS) {
			await list.drop(FRESH_MS);
			return await search(context, definition, list, { text, words, from });
		}
		if (!list.isComplete && !isLookedUp) {
			const found = await lookUp();
			if (found.length > 0) return { results: resultsOf(list, found) };
		}
	}
	const results = resultsOf(list, scan.found);
	if (scan.isFull) return { results, paginationToken: String(scan.next) };
	if (list.isComplete) return { results };
	return { results: [...results, remark(list, definition, failure)] };
}

/** A search through the entries of a list while it is being read. */
class Scan {
	readonly found: Choice[] = [];

	constructor(
		private readonly list: List,
		private readonly isMatch: (choice: Choice) => boolean,
		/** the number of entries that were searched */
		public next: number,
	) {}

	get isFull(): boolean {
		return this.found.length >= SHOWN_AT_ONCE;
	}

	/** Searches what was read meanwhile; returns whether enough was found. */
	run(): boolean {
		while (!this.isFull && this.next < this.list.entries.length) {
			const choice = this.list.entries[this.next++] as Choice;
			if (this.isMatch(choice)) this.found.push(choice);
		}
		return this.isFull;
	}
}

/**
 * Says next to the results that there may be more. Its value is empty, so choosing it chooses
 * nothing. n8n hides the search box when it shows an error, so an error would end the search.
 */
function remark(
	list: List,
	{ otherMode = BY_ID }: SearchableList,
	failure: { error: unknown } | undefined,
) {
	const count = list.entries.length.toLocaleString('en');
	const name = failure
		? `Only the first ${count} were searched. ${(failure.error as Error).message}`
		: `Only the first ${count} were searched. Keep typing to search further, or choose ${otherMode}.`;
	return { name, value: '' };
}

/** Says in place of the results that there are entries, but none that can be chosen. */
function withoutIds(count: number, otherMode: string) {
	const what = count === 1 ? '1 entry has' : `${count} entries have`;
	return { name: `${what} no ID under a known name. Choose ${otherMode} to enter it.`, value: '' };
}

/** Returns choices as n8n wants them; entries with equal names get the last characters of the ID. */
function resultsOf(list: List, choices: readonly Choice[]) {
	const counts = new Map<string, number>();
	for (const choice of list.entries) {
		if (choice) counts.set(choice.name, (counts.get(choice.name) ?? 0) + 1);
	}
	return choices.flatMap((choice) => {
		if (choice === null) return [];
		const { name, value } = choice;
		const isAmbiguous = name === '' || (counts.get(name) ?? 0) > 1;
		return [{ name: isAmbiguous ? `${name} …${value.slice(-6)}`.trim() : name, value }];
	});
}

/**
 * Adds the advice to enter an ID to the error of a request, so that a form can be filled in without
 * its list.
 */
function advise(error: Error, { otherMode = BY_ID }: SearchableList): never {
	if (error instanceof NodeApiError) {
		const end = /[.!?]$/.test(error.message) ? '' : '.';
		error.message += `${end} Choose ${otherMode} to enter it directly.`;
	}
	throw error;
}
