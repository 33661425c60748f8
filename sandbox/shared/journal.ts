import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';

export type Service = 'kernelhost' | 'killb';
type Direction = 'in' | 'out';

/** One request received (`in`) or one attempt to deliver a webhook (`out`). */
export interface JournalEntry {
	/** 1, 2, 3 ... in the order in which requests arrived or were sent. */
	seq: number;
	/** ISO time of this machine's own clock, whatever offset the vendors' clock has. */
	at: string;
	direction: Direction;
	service: Service;
	method: string;
	/** The raw request target for `in`, the receiver's URL for `out`. */
	path: string;
	/** Names in lower case; never redacted: this is a sandbox. */
	headers: Record<string, string>;
	body: string;
	/** null while there is no answer (yet). */
	status: number | null;
	answer: string | null;
	/** `out` only: 1 for the first attempt. */
	attempt?: number;
	/** `out` only: why there was no answer. */
	error?: string;
	/**
	 * `in` only: the kind of fault that it met; then a client may have received something other than
	 * `status` and `answer`.
	 */
	fault?: string;
}

export interface JournalFilter {
	service?: Service;
	direction?: Direction;
	method?: string;
	/** Exact path, or a pattern over it. */
	path?: string | RegExp;
	/** Only entries after this sequence number. */
	since?: number;
	/** Case-insensitive, anywhere in the path, the headers, the body, the answer or the error. */
	text?: string;
	/** Only the latest so many. */
	last?: number;
}

/** How much of a body or an answer is kept. */
export const MOST_OF_A_TEXT = 1_000_000;
/** How many characters are kept in all. */
export const MOST_IN_ALL = 20_000_000;

/** What is added to an entry later. */
type Later = Partial<Pick<JournalEntry, 'body' | 'status' | 'answer' | 'error' | 'fault'>>;

/** A bounded record, oldest entries dropped first. */
export class Journal {
	private list: JournalEntry[] = [];
	private characters = 0;
	private lastSeq = 0;
	private readonly id = randomUUID();
	private changeCount = 0;
	private readonly changes = new EventEmitter().setMaxListeners(0);

	constructor(private readonly capacity = 20_000) {}

	add(entry: Omit<JournalEntry, 'seq' | 'at'>): JournalEntry {
		const full: JournalEntry = { seq: ++this.lastSeq, at: new Date().toISOString(), ...entry };
		full.body = cut(full.body);
		this.list.push(full);
		this.characters += charactersOf(full);
		// Dropping a tenth at once keeps the cost of each entry constant.
		if (this.list.length > this.capacity) this.drop(Math.max(1, Math.floor(this.capacity / 10)));
		this.dropSurplus();
		this.changed();
		return full;
	}

	/** Completes an entry, and notifies waiters. */
	fill(entry: JournalEntry, later: Later): void {
		// One that was dropped or cleared in the meantime no longer counts.
		const first = this.list[0];
		const isKept = first !== undefined && entry.seq >= first.seq;
		if (isKept) this.characters -= charactersOf(entry);
		Object.assign(entry, later);
		entry.body = cut(entry.body);
		if (entry.answer !== null) entry.answer = cut(entry.answer);
		if (isKept) this.characters += charactersOf(entry);
		this.dropSurplus();
		this.changed();
	}

	private dropSurplus(): void {
		let dropped = 0;
		let left = this.characters;
		for (; left > MOST_IN_ALL && dropped < this.list.length - 1; dropped++) {
			const entry = this.list[dropped];
			if (entry !== undefined) left -= charactersOf(entry);
		}
		if (dropped > 0) this.drop(dropped);
	}

	private drop(count: number): void {
		for (const entry of this.list.splice(0, count)) this.characters -= charactersOf(entry);
	}

	private changed(): void {
		this.changeCount += 1;
		this.changes.emit('change');
	}

	/** Changes whenever anything has changed, also after a restart. */
	get version(): string {
		return `${this.id}-${this.changeCount}`;
	}

	/** How many entries are kept. */
	get size(): number {
		return this.list.length;
	}

	/** Those that match, oldest first; if there are more than `filter.last`, the latest. */
	entries(filter: JournalFilter = {}): JournalEntry[] {
		const { last = Infinity } = filter;
		const found: JournalEntry[] = [];
		for (let index = this.list.length - 1; index >= 0 && found.length < last; index--) {
			const entry = this.list[index];
			if (entry !== undefined && matches(entry, filter)) found.push(entry);
		}
		return found.reverse();
	}

	/**
	 * Waits until `count` answered entries match.
	 * @throws Error after `timeoutMs` milliseconds, with what was found instead.
	 */
	async waitFor(filter: JournalFilter, count = 1, timeoutMs = 10_000): Promise<JournalEntry[]> {
		const answered = () =>
			this.entries(filter).filter((entry) => entry.status !== null || entry.error !== undefined);
		return await new Promise((resolve, reject) => {
			const check = () => {
				if (answered().length >= count) finish(() => resolve(answered()));
			};
			const timer = setTimeout(() => {
				finish(() =>
					reject(
						new Error(
							`Only ${answered().length} of ${count} journal entries after ${timeoutMs} ms`,
						),
					),
				);
			}, timeoutMs);
			const finish = (settle: () => void) => {
				clearTimeout(timer);
				this.changes.off('change', check);
				settle();
			};
			this.changes.on('change', check);
			check();
		});
	}

	/** Sequence numbers continue, so that a reader's `since` stays valid. */
	clear(): void {
		this.list = [];
		this.characters = 0;
		this.changed();
	}
}

/** The beginning of a long text, as a copy: a slice would keep the whole text in memory. */
function cut(text: string): string {
	// With the note that it was cut, a text is a little longer.
	if (text.length <= MOST_OF_A_TEXT + 100) return text;
	const kept = Buffer.from(text.slice(0, MOST_OF_A_TEXT), 'utf8').toString('utf8');
	return `${kept}… (cut: ${text.length - MOST_OF_A_TEXT} more characters)`;
}

function charactersOf(entry: JournalEntry): number {
	return textsOf(entry).reduce((sum, text) => sum + text.length, 0);
}

function textsOf({ path, headers, body, answer, error }: JournalEntry): string[] {
	return [path, body, answer ?? '', error ?? '', ...Object.entries(headers).flat()];
}

/** Whether an entry matches a filter, regardless of `last`. */
function matches(entry: JournalEntry, filter: JournalFilter): boolean {
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

function contains(entry: JournalEntry, text: string): boolean {
	return textsOf(entry).some((part) => part.toLowerCase().includes(text));
}
