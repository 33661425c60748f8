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
		// A dropped entry would forget when it was last reported.
		this.entries = new BoundedMap(MOST_TRIGGERS, (entry) => this.hasJustReported(entry));
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
	};
}

/** One for the whole process: the triggers write it, Check Connection reads it. */
export const deliveryLog = new DeliveryLog(() => performance.now());
