/**
 * Recognises what is new or has another status since the list of a service was last read. It needs
 * no clock and no dates: it compares IDs and statuses with those that it remembers.
 */

/** An object of a list, as far as changes are recognised. */
export interface Observed {
	id: string;
	/** empty where the object has none */
	status: string;
}

/** A list as it was read, newest first. */
export interface Observation {
	objects: readonly Observed[];
	/** whether the list has older objects than these, or may have */
	isCut: boolean;
}

/** The last known status of each object: what must survive a restart. */
export interface Memory {
	/** the account and list that it belongs to */
	source: string;
	ids: readonly string[];
	/** in the order of the IDs */
	statuses: readonly string[];
}

/** A difference between a list and what was remembered. */
export interface Change {
	id: string;
	status: string;
	/** undefined for an object that was not known */
	previousStatus: string | undefined;
}

export type ChangeEvent = 'new' | 'statusChanged';

/** The changes that a user wants. */
export interface Choice {
	events: readonly string[];
	/** all statuses if there are none; upper and lower case are the same */
	statuses: readonly string[];
}

/**
 * Compares lists with what is remembered. The first time, and after a change of the account or
 * list, there is nothing to compare: all is remembered, and nothing has changed.
 * @param size how many objects are remembered at most, those of the lists included; what has left
 *   the lists is forgotten first
 * @returns the changes, oldest object first, and what to remember from now on
 */
export function changesIn(
	lists: readonly Observation[],
	memory: Memory | undefined,
	{ source, size }: { source: string; size: number },
): { changes: Change[]; memory: Memory } {
	const former = memory?.source === source ? memory : undefined;
	const known = new Map(former?.ids.map((id, index) => [id, former.statuses[index] ?? '']));
	const now = new Map<string, string>();
	const changes: Change[] = [];
	for (const list of lists) {
		// An object may stand on two pages, if others were added while they were read.
		const objects = new Map(list.objects.map(({ id, status }) => [id, status]));
		const end = list.isCut ? lastKnown([...objects.keys()], known) : Infinity;
		const ofList = [...objects].flatMap(([id, status], place): Change[] => {
			now.set(id, status);
			const previousStatus = known.get(id);
			// Behind the last known object stand old ones: they came into view when others were deleted.
			const isOld = previousStatus === undefined && place > end;
			return isOld || previousStatus === status ? [] : [{ id, status, previousStatus }];
		});
		changes.push(...ofList.reverse());
	}
	for (const [id, status] of known) if (now.size < size && !now.has(id)) now.set(id, status);
	return {
		changes: former ? changes : [],
		memory: { source, ids: [...now.keys()], statuses: [...now.values()] },
	};
}

/** Returns the place of the last known object; infinite where none is known. */
function lastKnown(ids: readonly string[], known: ReadonlyMap<string, string>): number {
	const place = ids.findLastIndex((id) => known.has(id));
	return place === -1 ? Infinity : place;
}

/** Whether nothing would be remembered that is not remembered already. */
export function isSameMemory(one: Memory | undefined, other: Memory): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Returns the event that a change is for the user, if it is a chosen one. For a user who did not
 * choose new objects, the first status of one is a change of status: an object that was made and
 * finished between two readings must not be missed.
 */
export function eventOf(change: Change, { events, statuses }: Choice): ChangeEvent | undefined {
	const status = change.status.toLowerCase();
	if (statuses.length > 0 && !statuses.some((one) => one.toLowerCase() === status))
		return undefined;
	if (change.previousStatus === undefined && events.includes('new')) return 'new';
	return events.includes('statusChanged') ? 'statusChanged' : undefined;
}
