import type { Direction, JournalEntry, Service } from './journal';

export interface JournalFilter {
	service?: Service;
	direction?: Direction;
	method?: string;
	/** Exact path, or a pattern over it. */
	path?: string | RegExp;
	/** Only entries after this sequence number. */
	since?: number;
	/** In capitals or not, anywhere in the path, the headers, the body, the answer or the error. */
	text?: string;
	/** The latest so many. */
	last?: number;
}

/** Whether an entry is one of those that a filter asks for, however many those are. */
export function matches(entry: JournalEntry, filter: JournalFilter): boolean {
	return (
		(filter.service === undefined || entry.service === filter.service) &&
		(filter.direction === undefined || entry.direction === filter.direction) &&
		(filter.method === undefined || entry.method === filter.method) &&
		(filter.since === undefined || entry.seq > filter.since) &&
		matchesPath(entry.path, filter.path) &&
		(filter.text === undefined || contains(entry, filter.text.toLowerCase()))
	);
}

function matchesPath(path: string, wanted: string | RegExp | undefined): boolean {
	if (wanted === undefined) return true;
	return typeof wanted === 'string' ? path === wanted : wanted.test(path);
}

function contains({ path, headers, body, answer, error }: JournalEntry, text: string): boolean {
	return [path, body, answer ?? '', error ?? '', ...Object.entries(headers).flat()].some((part) =>
		part.toLowerCase().includes(text),
	);
}
