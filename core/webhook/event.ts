import { memberOf } from '../json';

/**
 * The envelope of an event. Null: the delivery does not have the value, or not under a known name.
 */
export interface EventEnvelope {
	readonly eventId: string | null;
	readonly eventType: string | null;
	/** KillB only: `CREATE`, `UPDATE` or `DELETE`. */
	readonly eventAction?: string | null;
	/** The sender's text, or ISO 8601 converted from Unix seconds or milliseconds. */
	readonly eventTime: string | null;
}

function asText(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/**
 * Reads an ID. JSON.parse has rounded an integer beyond 2^53, so it is dropped rather than wrong.
 */
function asId(value: unknown): string | null {
	return Number.isSafeInteger(value) ? String(value) : asText(value);
}

/**
 * From this value on, a number is milliseconds: as seconds it would be the year 5138, as
 * milliseconds it is 1973.
 */
const FIRST_MILLISECONDS = 100_000_000_000;

function asTime(value: unknown): string | null {
	if (typeof value !== 'number') return asText(value);
	const date = new Date(value < FIRST_MILLISECONDS ? value * 1000 : value);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function first<T>(
	source: unknown,
	names: readonly string[],
	read: (value: unknown) => T | null,
): T | null {
	for (const name of names) {
		const found = read(memberOf(source, name));
		if (found !== null) return found;
	}
	return null;
}

/**
 * Named assumption "KernelHost envelope names": the vendor documents no envelope (kernelhost.md 9),
 * so the usual names are looked up in this order. The item has the whole body in any case.
 */
const KERNELHOST_NAMES = {
	id: ['id', 'event_id', 'eventId', 'delivery_id', 'deliveryId', 'uuid'],
	type: ['type', 'event', 'event_type', 'eventType', 'event_name', 'eventName'],
	time: ['created', 'created_at', 'createdAt', 'timestamp', 'occurred_at', 'occurredAt', 'time'],
} as const;

/** Reads a KernelHost event, also when its members are one level down, under `event`. */
export function readKernelHostEnvelope(event: unknown): EventEnvelope {
	const inner = memberOf(event, 'event');
	const read = <T>(names: readonly string[], as: (value: unknown) => T | null) =>
		first(event, names, as) ?? first(inner, names, as);
	return {
		eventId: read(KERNELHOST_NAMES.id, asId),
		eventType: read(KERNELHOST_NAMES.type, asText),
		eventTime: read(KERNELHOST_NAMES.time, asTime),
	};
}

/** Reads a KillB event: `id`, `event`, `action`, `createdAt` (killb.md 4.2). */
export function readKillBEnvelope(event: unknown): EventEnvelope {
	return {
		eventId: asId(memberOf(event, 'id')),
		eventType: asText(memberOf(event, 'event')),
		eventAction: asText(memberOf(event, 'action')),
		eventTime: asTime(memberOf(event, 'createdAt')),
	};
}

/** Matches every event or action. */
export const ANY = '*';

/**
 * Splits names that the user typed, `order.paid, order.refunded`, or that an expression returned as
 * a list.
 */
export function splitNames(typed: unknown): string[] {
	const parts = Array.isArray(typed) ? typed.map(String) : String(typed ?? '').split(/[,\n]/);
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/**
 * Whether an event is chosen. A name matches itself and its dotted sub-events, ignoring case:
 * `RAMP` also matches `ramp.completed`, since KillB's pages show both styles (killb.md 4.2), and
 * `order` or `order.*` matches `order.paid`.
 *
 * An unreadable name (null) is always chosen: a delivery must not be dropped because its
 * undocumented envelope was not understood. For the same reason, an empty choice means all events.
 */
export function isChosen(name: string | null, chosen: readonly string[]): boolean {
	if (name === null || chosen.length === 0) return true;
	const given = name.trim().toLowerCase();
	return chosen.some((choice) => {
		if (choice === ANY) return true;
		const wanted = choice.toLowerCase().replace(/\.\*$/, '');
		return given === wanted || given.startsWith(`${wanted}.`);
	});
}
