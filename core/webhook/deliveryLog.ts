import { BoundedMap } from '../boundedMap';

/** The trigger that a delivery came to, and the address that was used. */
export interface DeliveryTarget {
	readonly credentialType: string;
	readonly credentialId: string;
	readonly workflowId: string;
	readonly workflow: string;
	readonly nodeId: string;
	readonly node: string;
	/** Whether it came to the test URL. */
	readonly isTest: boolean;
}

/** A rejected delivery. No value of a header and no part of the body is kept. */
export interface RejectedDelivery {
	/** ISO 8601. */
	readonly rejectedAt: string;
	/** A code, such as `signature_mismatch`. */
	readonly reason: string;
	/** What to do, for people. */
	readonly advice: string;
	readonly headerNames: readonly string[];
	/** Bytes of the body; what the sender announces if it was not read, null if it announces none. */
	readonly size: number | null;
}

/** The deliveries to one address of a trigger since this process started. */
export interface TriggerDeliveries {
	readonly workflow: string;
	readonly workflowId: string;
	readonly node: string;
	readonly address: 'production' | 'test';
	readonly accepted: number;
	readonly rejected: number;
	/** What became of the latest one: times of one millisecond do not tell. */
	readonly latest: 'accepted' | 'rejected';
	/** ISO 8601; null before the first one. */
	readonly lastAcceptedAt: string | null;
	/** The newest first. */
	readonly lastRejected: readonly RejectedDelivery[];
}

interface Entry {
	target: DeliveryTarget;
	accepted: number;
	rejected: number;
	latest: 'accepted' | 'rejected';
	lastAcceptedAt: string | null;
	/** The oldest first. */
	lastRejected: RejectedDelivery[];
	/** In milliseconds of the monotonic clock. */
	reportedAt: number | undefined;
	/** Rejected ones since then, where they are to be reported. */
	unreported: number;
	/** The log lines about rejected ones, by reason. */
	readonly lines: Map<string, Lines>;
}

/** The log lines about one reason. */
interface Lines {
	/** When this minute began, in milliseconds of the monotonic clock. */
	since: number;
	/** The lines in this minute. */
	written: number;
	/** Rejected ones since the last line. */
	omitted: number;
}

/** A log line about a rejected delivery. */
export interface LogLine {
	/** Rejected ones with the same reason that were not logged before this one. */
	readonly omitted: number;
	/** Whether no other line about this reason follows within a minute. */
	readonly isLast: boolean;
}

/** The rejected deliveries that are kept for a trigger. */
const MOST_REJECTED = 10;

/**
 * The triggers that are remembered: more than most instances have. The one that has been without a
 * delivery for longest is dropped first.
 */
const MOST_TRIGGERS = 200;

/** A sender must not be able to fill n8n with executions. */
const REPORT_EVERY_MS = 60_000;

/**
 * The lines that a trigger logs in a minute about one reason. A sender must not be able to fill n8n's
 * log, nor hide one reason behind another.
 */
const MOST_LINES = 10;
const LINES_FOR_MS = 60_000;

/**
 * For the test URL, which listens only after a click. A report ends the listening a moment later,
 * and until then more deliveries may come.
 */
const REPORT_TEST_EVERY_MS = 5_000;

/**
 * What became of deliveries, by trigger. Anyone who knows the URL of a trigger can call this as
 * often as they like, so each call takes constant time, and the memory is limited.
 */
export class DeliveryLog {
	private readonly entries: BoundedMap<Entry>;

	/** @param now a monotonic clock, in milliseconds */
	constructor(private readonly now: () => number) {
		// A dropped entry would forget its limits.
		const isLimited = (entry: Entry) => this.hasJustReported(entry) || this.isSilent(entry);
		this.entries = new BoundedMap(MOST_TRIGGERS, isLimited);
	}

	/** @param at ISO 8601 */
	accept(target: DeliveryTarget, at: string): void {
		const entry = this.entryOf(target);
		entry.accepted++;
		entry.latest = 'accepted';
		entry.lastAcceptedAt = at;
	}

	reject(target: DeliveryTarget, delivery: RejectedDelivery): void {
		const entry = this.entryOf(target);
		entry.rejected++;
		entry.latest = 'rejected';
		entry.lastRejected.push(delivery);
		if (entry.lastRejected.length > MOST_REJECTED) entry.lastRejected.shift();
	}

	/**
	 * Decides whether a rejected delivery is reported: at most once a minute for each trigger.
	 * @returns the number of rejected deliveries since the last report, with this one; undefined if
	 *   it is not reported but counted for the next report
	 */
	report(target: DeliveryTarget): number | undefined {
		const entry = this.entryOf(target);
		entry.unreported++;
		if (this.hasJustReported(entry)) return undefined;
		const { unreported } = entry;
		entry.reportedAt = this.now();
		entry.unreported = 0;
		return unreported;
	}

	/**
	 * Decides whether a rejected delivery is logged: at most ten a minute for each trigger and reason.
	 * @returns undefined if it is not logged but counted for the next line
	 */
	line(target: DeliveryTarget, reason: string): LogLine | undefined {
		const { lines } = this.entryOf(target);
		const last = lines.get(reason);
		const isNew = !last || this.now() - last.since >= LINES_FOR_MS;
		const line = isNew ? { since: this.now(), written: 0, omitted: last?.omitted ?? 0 } : last;
		lines.set(reason, line);
		if (line.written === MOST_LINES) {
			line.omitted++;
			return undefined;
		}
		line.written++;
		const { omitted } = line;
		line.omitted = 0;
		return { omitted, isLast: line.written === MOST_LINES };
	}

	/** Returns the deliveries to all triggers with a credential. */
	of(credentialType: string, credentialId: string): TriggerDeliveries[] {
		return [...this.entries.values()]
			.filter(({ target }) => target.credentialType === credentialType)
			.filter(({ target }) => target.credentialId === credentialId)
			.map(({ target: { workflow, workflowId, node, isTest }, ...entry }) => ({
				workflow,
				workflowId,
				node,
				address: isTest ? 'test' : 'production',
				accepted: entry.accepted,
				rejected: entry.rejected,
				latest: entry.latest,
				lastAcceptedAt: entry.lastAcceptedAt,
				lastRejected: [...entry.lastRejected].reverse(),
			}));
	}

	private entryOf(target: DeliveryTarget): Entry {
		const { credentialType, credentialId, workflowId, nodeId, isTest } = target;
		const key = JSON.stringify([credentialType, credentialId, workflowId, nodeId, isTest]);
		const entry = this.entries.get(key) ?? newEntry(target);
		// Names change.
		entry.target = target;
		this.entries.set(key, entry);
		return entry;
	}

	private hasJustReported({ target, reportedAt }: Entry): boolean {
		const pause = target.isTest ? REPORT_TEST_EVERY_MS : REPORT_EVERY_MS;
		return reportedAt !== undefined && this.now() - reportedAt < pause;
	}

	/** Whether a reason has had all its lines of this minute. */
	private isSilent({ lines }: Entry): boolean {
		const isOver = ({ since }: Lines) => this.now() - since >= LINES_FOR_MS;
		return [...lines.values()].some((line) => line.written === MOST_LINES && !isOver(line));
	}
}

function newEntry(target: DeliveryTarget): Entry {
	return {
		target,
		accepted: 0,
		rejected: 0,
		latest: 'accepted',
		lastAcceptedAt: null,
		lastRejected: [],
		reportedAt: undefined,
		unreported: 0,
		lines: new Map(),
	};
}

/** One for the whole process: the triggers write it, Check Connection reads it. */
export const deliveryLog = new DeliveryLog(() => performance.now());
