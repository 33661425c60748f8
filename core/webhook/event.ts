import { makeSafeForItems, memberOf, parseJson } from '../json';

/** The content of a delivery's bytes. */
export interface ParsedBody {
	/** The parsed JSON; null when the body can't be passed on as JSON. */
	readonly event: unknown;
	/** The body as text, only when `event` does not hold it. */
	readonly bodyText?: string;
	/**
	 * The exact bytes in base64, only when they are not valid UTF-8 so that the text above or in
	 * `event` is an approximation.
	 */
	readonly bodyBase64?: string;
}

/**
 * Reads a verified body. Never throws and never loses a delivery: a body that is not JSON, or
 * nested too deeply for n8n, becomes `event: null` with the text. A byte order mark is skipped, as
 * in n8n.
 *
 * A number that JavaScript can't hold exactly becomes text with all of its digits.
 */
export function parseBody(raw: Uint8Array): ParsedBody {
	const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
	const text = new TextDecoder('utf-8').decode(bytes);
	// Stryker disable next-line StringLiteral: includes only saves decoding twice
	const approximated = text.includes('\uFFFD') && !isValidUtf8(bytes);
	const exact = approximated ? { bodyBase64: bytes.toString('base64') } : {};
	const parsed = parseJson(text);
	if (parsed.ok && makeSafeForItems(parsed.value)) return { event: parsed.value, ...exact };
	return { event: null, bodyText: text, ...exact };
}

function isValidUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/**
 * The envelope of an event. Null: the delivery does not have the value, or not under a known name.
 */
export interface EventEnvelope {
	/** The ID of the object that the event is about, such as a ramp: the same for all its events. */
	readonly objectId: string | null;
	/** The object's status. */
	readonly status: string | null;
	readonly eventType: string | null;
	/** KillB only: `CREATE`, `UPDATE` or `DELETE`. */
	readonly eventAction?: string | null;
	/** The event's own ID: another one for each event, and the same when it is delivered again. */
	readonly eventId: string | null;
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
	const eventType = read(KERNELHOST_NAMES.type, asText);
	const object = readKernelHostObject([event, inner], eventType?.trim().split('.')[0] ?? '');
	return {
		...object,
		eventType,
		eventId: read(KERNELHOST_NAMES.id, asId),
		eventTime: read(KERNELHOST_NAMES.time, asTime),
	};
}

/**
 * Named assumption "KernelHost object": the vendor documents no payload (kernelhost.md 9), so the
 * ID and status of the order, service or invoice are looked up in `data`, `data.object`,
 * `data.order`, `object` and `order`, and its ID also as `order_id` beside the event's own.
 * @param family the first part of the event's name, e.g. `order`
 */
function readKernelHostObject(events: readonly unknown[], family: string) {
	const ofFamily = [`${family}_id`, `${family}Id`];
	const places = events.flatMap((event) => {
		const data = memberOf(event, 'data');
		return [
			data,
			memberOf(data, 'object'),
			memberOf(data, family),
			memberOf(event, 'object'),
			memberOf(event, family),
		];
	});
	const find = (names: readonly string[], as: (value: unknown) => string | null, within = places) =>
		within.map((place) => first(place, names, as)).find((found) => found !== null) ?? null;
	return {
		objectId: find(['id', 'uuid', ...ofFamily], asId) ?? find(ofFamily, asId, [...events]),
		status: find(['status'], asText),
	};
}

/**
 * Reads a KillB event: `id`, `event`, `action`, `createdAt`, and `id` and `status` of `data`
 * (killb.md 4.2).
 */
export function readKillBEnvelope(event: unknown): EventEnvelope {
	const data = memberOf(event, 'data');
	return {
		objectId: asId(memberOf(data, 'id')),
		status: asText(memberOf(data, 'status')),
		eventType: asText(memberOf(event, 'event')),
		eventAction: asText(memberOf(event, 'action')),
		eventId: asId(memberOf(event, 'id')),
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
 * Whether a name is chosen. A name matches itself and its dotted sub-events, ignoring case:
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

/** A choice of events: a name, and in `RAMP:COMPLETED` a status too. */
interface EventChoice {
	readonly name: string;
	/** undefined for any */
	readonly status: string | undefined;
}

/** Splits a choice at its colon. A status that is empty or `*` means any. */
export function splitChoice(choice: string): EventChoice {
	const colon = choice.lastIndexOf(':');
	if (colon === -1) return { name: choice, status: undefined };
	const status = choice.slice(colon + 1).trim();
	const name = choice.slice(0, colon).trim();
	return {
		name: name === '' ? ANY : name,
		status: ['', ANY].includes(status) ? undefined : status,
	};
}

/**
 * Whether an event is chosen by its name and status, ignoring case. `RAMP:COMPLETED` matches a RAMP
 * whose status is COMPLETED, and KillB's dotted name `ramp.completed`.
 *
 * An event without a readable status matches no choice that names one: a workflow that waits for
 * COMPLETED must not get an event that may say something else. An unreadable name is let through, as
 * by `isChosen`.
 */
export function isEventChosen(
	{ eventType, status }: Pick<EventEnvelope, 'eventType' | 'status'>,
	chosen: readonly string[],
): boolean {
	if (chosen.length === 0) return true;
	return chosen.some((choice) => {
		const wanted = splitChoice(choice);
		if (wanted.status === undefined) return isChosen(eventType, [wanted.name]);
		// An undocumented name may contain a colon.
		if (eventType !== null && isChosen(eventType, [choice])) return true;
		const given = [status, statusInName(eventType, wanted.name)];
		return isChosen(eventType, [wanted.name]) && given.some((one) => isSame(one, wanted.status));
	});
}

/** Returns what a dotted name has after the chosen name: `completed` in `ramp.completed`. */
function statusInName(eventType: string | null, chosen: string): string | null {
	const given = eventType?.trim() ?? '';
	const family = chosen === ANY ? (given.split('.')[0] ?? '') : chosen.replace(/\.\*$/, '');
	return given.charAt(family.length) === '.' ? given.slice(family.length + 1) : null;
}

function isSame(one: string | null, other: string | undefined): boolean {
	return one?.trim().toLowerCase() === other?.toLowerCase();
}
