const DATE_TIME =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Parses a date that the user entered. n8n's date input gives a time without a zone
 * (`2026-01-02T18:00:00`). Like n8n, this reads it in the workflow's time zone, not in that of the
 * process, which is UTC in most containers.
 * @param value ISO 8601, or a Date or a Luxon DateTime from an expression; a date alone means its
 *   start
 * @param timeZone IANA name; for an unknown one, the time zone of the process
 * @returns Unix milliseconds; NaN for anything but a date. When clocks go back and a time is
 *   ambiguous, the earlier one.
 */
export function instantOf(value: unknown, timeZone?: string): number {
	if (value instanceof Date) return value.getTime();
	// JavaScript's own parser is lenient: it finds a date in "soon 2099".
	const parts = DATE_TIME.exec(String(value ?? '').trim());
	if (!parts) return NaN;
	const [, date = '', minutes = '00:00', seconds = ':00', fraction = '', zone] = parts;
	// Stryker disable next-line MethodExpression: V8 cuts after thousandths, others may not
	const wall = Date.parse(`${date}T${minutes}${seconds}${fraction.slice(0, 4)}Z`);
	// Date.parse reads 31 February as a day in March.
	if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(date)) return NaN;
	return zone === undefined ? inZone(wall, clockOf(timeZone)) : wall - offsetOf(zone);
}

function offsetOf(zone: string): number {
	if (zone.toUpperCase() === 'Z') return 0;
	const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
	return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

const DAY = 86_400_000;

/**
 * Converts a wall-clock time of a zone. No zone changes its clocks twice within two days, so only
 * the offsets a day before and a day after are possible.
 */
function inZone(wall: number, clock: Intl.DateTimeFormat): number {
	const candidates = [wall - DAY, wall + DAY].map((near) => wall - offsetAt(near, clock));
	const exact = candidates.filter((instant) => instant + offsetAt(instant, clock) === wall);
	return Math.min(...(exact.length > 0 ? exact : candidates));
}

/**
 * Returns the zone's offset at a moment in whole minutes, as milliseconds. It is shown as
 * `GMT-05:00`, before clocks had zones as `GMT-04:56:16`, or `GMT` for none.
 */
function offsetAt(instant: number, clock: Intl.DateTimeFormat): number {
	const parts = clock.formatToParts(instant);
	const zone = parts.find(({ type }) => type === 'timeZoneName')?.value.slice(3, 9);
	return zone ? offsetOf(zone) : 0;
}

/**
 * Writes a moment as ISO 8601 with the wall-clock time and the offset of a zone, as n8n's own dates
 * are written: `1992-01-31T00:00:00.000-05:00`.
 * @param instant Unix milliseconds
 * @param timeZone IANA name; for an unknown one, the time zone of the process
 */
export function isoIn(instant: number, timeZone: string): string {
	const offset = offsetAt(instant, clockOf(timeZone));
	const minutes = offset / 60_000;
	const sign = minutes < 0 ? '-' : '+';
	const two = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0');
	const wall = new Date(instant + offset).toISOString().slice(0, -1);
	return `${wall}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
}

function clockOf(timeZone: string | undefined): Intl.DateTimeFormat {
	const options = { timeZoneName: 'longOffset' } as const;
	try {
		return new Intl.DateTimeFormat('en-US', { ...options, ...(timeZone ? { timeZone } : {}) });
	} catch {
		return new Intl.DateTimeFormat('en-US', options);
	}
}

const UNITS = [
	{ name: 'hour', ms: 3_600_000 },
	{ name: 'minute', ms: 60_000 },
	{ name: 'second', ms: 1000 },
] as const;

/**
 * Formats a duration in words, in its two largest units: "2 hours 5 minutes", "12 seconds".
 * @param milliseconds rounded to whole seconds
 */
export function duration(milliseconds: number): string {
	let rest = Math.round(milliseconds / 1000) * 1000;
	const parts: string[] = [];
	for (const { name, ms } of UNITS) {
		const count = Math.floor(rest / ms);
		rest -= count * ms;
		if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
	}
	return parts.length === 0 ? '0 seconds' : parts.slice(0, 2).join(' ');
}
