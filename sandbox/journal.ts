import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { type JournalFilter, matches } from './journal-filter';

export type { JournalFilter } from './journal-filter';

export type Service = 'kernelhost' | 'killb';
export type Direction = 'in' | 'out';

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
	/** `in` only: the kind of fault that it met; then a client may have seen something else than `status` and `answer`. */
	fault?: string;
}

/** A bounded record, oldest entries dropped first. */
export class Journal {
	private list: JournalEntry[] = [];
	private lastSeq = 0;
	private readonly id = randomUUID();
	private changeCount = 0;
	private readonly changes = new EventEmitter().setMaxListeners(0);

	constructor(private readonly capacity = 20_000) {}

	add(entry: Omit<JournalEntry, 'seq' | 'at'>): JournalEntry {
		const full: JournalEntry = { seq: ++this.lastSeq, at: new Date().toISOString(), ...entry };
		this.list.push(full);
		// Dropping a tenth at once keeps the cost of each entry constant.
		if (this.list.length > this.capacity) {
			this.list.splice(0, Math.max(1, Math.floor(this.capacity / 10)));
		}
		this.changed();
		return full;
	}

	/** Tells waiters that an entry got its answer. */
	changed(): void {
		this.changeCount += 1;
		this.changes.emit('change');
	}

	/** Another one whenever anything has changed, also after a restart. */
	get version(): string {
		return `${this.id}-${this.changeCount}`;
	}

	/** How many entries are kept. */
	get size(): number {
		return this.list.length;
	}

	/** Those that match, oldest first; of more than `filter.last` the latest. */
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
	 * @throws Error after `timeoutMs` milliseconds, saying what was there instead.
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

	/** Sequence numbers go on, so that a reader's `since` stays valid. */
	clear(): void {
		this.list = [];
		this.changed();
	}
}
