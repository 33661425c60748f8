import { processWide } from '../processWide';
import { CodedError } from '../errors';
import { randomUUID } from 'node:crypto';

/** Returns a header's value by its case-insensitive name. */
export function headerValue(headers: Record<string, unknown> | undefined, name: string): unknown {
	const wanted = name.toLowerCase();
	for (const key of Object.keys(headers ?? {})) {
		if (key.toLowerCase() === wanted) return headers?.[key];
	}
	return undefined;
}

/** Removes a header by its case-insensitive name and returns its value. */
function takeHeader(headers: Record<string, unknown> | undefined, name: string): unknown {
	const value = headerValue(headers, name);
	for (const key of Object.keys(headers ?? {})) {
		if (key.toLowerCase() === name.toLowerCase()) delete headers?.[key];
	}
	return value;
}

/** Returns an answer's headers as texts, by lower-case name. */
export function lowerCased(headers: object): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

/**
 * Returns the headers with others set in place of those with the same case-insensitive name: n8n
 * may call a credential again on its own output.
 */
export function withHeaders(
	headers: Record<string, unknown> | undefined,
	replacements: Readonly<Record<string, string>>,
): Record<string, unknown> {
	const replaced = Object.keys(replacements);
	const set = withoutHeaders(headers, replaced);
	for (const name of replaced) set[name] = replacements[name];
	return set;
}

/** Returns a copy of the headers without some, by their case-insensitive names. */
export function withoutHeaders(
	headers: Record<string, unknown> | undefined,
	names: readonly string[],
): Record<string, unknown> {
	const left = names.map((name) => name.toLowerCase());
	const kept: Record<string, unknown> = {};
	for (const name of Object.keys(headers ?? {})) {
		if (!left.includes(name.toLowerCase())) kept[name] = headers?.[name];
	}
	return kept;
}

/**
 * Returns how many more requests the server allows at once, as counted at its answer
 * (`X-RateLimit-Remaining`).
 *
 * KillB's documented sample gives the rate, 50, as the limit, while 100 may go at once
 * (killb.md 1.2). So a remainder as large as the limit may be capped, and is ignored.
 * @param headers names in lower case
 */
export function remainingRequests(headers: Readonly<Record<string, string>>): number | undefined {
	const remaining = count(headers['x-ratelimit-remaining']);
	const limit = count(headers['x-ratelimit-limit']);
	return remaining !== undefined && limit !== undefined && remaining >= limit
		? undefined
		: remaining;
}

function count(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}

/** From these values on, a number is a Unix time in seconds or milliseconds, not a duration. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MILLISECONDS = 1e11;

/**
 * Returns how long the server wants the client to wait: `Retry-After` where it can be read,
 * otherwise `X-RateLimit-Reset`.
 *
 * KernelHost documents neither the form of `Retry-After` nor the unit of `X-RateLimit-Reset`
 * (kernelhost.md 7), and KillB only the latter, as Unix seconds (killb.md 1.2); so all common forms
 * are read. A point in time is compared with the answer's own `Date`, so that a wrong clock on this
 * machine does not change the wait.
 * @param headers names in lower case
 * @param now Unix time in milliseconds, by this machine's clock
 * @returns milliseconds, 0 or more; undefined where no header can be read
 */
export function retryDelay(
	headers: Readonly<Record<string, string>>,
	now: number,
): number | undefined {
	const serverNow = time(headers.date) ?? now;
	return (
		retryAfter(headers['retry-after'], serverNow) ??
		untilReset(headers['x-ratelimit-reset'], serverNow)
	);
}

/**
 * Reads `120` or `Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110, 10.2.3). No service means decades, so a
 * number that large is a Unix time here too.
 */
function retryAfter(value: string | undefined, serverNow: number): number | undefined {
	const date = time(value);
	return date === undefined ? untilReset(value, serverNow) : Math.max(0, date - serverNow);
}

function untilReset(value: string | undefined, serverNow: number): number | undefined {
	const figure = number(value);
	if (figure === undefined) return undefined;
	if (figure < EPOCH_SECONDS) return figure * 1000;
	const reset = figure < EPOCH_MILLISECONDS ? figure * 1000 : figure;
	return Math.max(0, reset - serverNow);
}

function number(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,15}(\.\d{1,9})?$/.test(text.trim())
		? Number(text)
		: undefined;
}

/**
 * ISO 8601 and the forms of an HTTP date (RFC 9110, 5.6.7), of which the last one has no zone and
 * means GMT.
 */
const DATES = [
	/^[a-z]{3,9}, \d\d[ -][a-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d (GMT|UTC|[+-]\d{4})$/i,
	/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i,
];
const ASCTIME = /^[a-z]{3} [a-z]{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/i;

/** Parses a date. `Date.parse` alone would find a date in any words that contain a number. */
function time(text: string | undefined): number | undefined {
	const date = text?.trim() ?? '';
	if (ASCTIME.test(date)) return moment(`${date} GMT`);
	return DATES.some((form) => form.test(date)) ? moment(date) : undefined;
}

function moment(date: string): number | undefined {
	const milliseconds = Date.parse(date);
	return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/**
 * A header by which a node tells its credential something about one request: n8n gives a credential
 * no other channel. It is never sent.
 */
interface ControlHeader {
	/** returns the header with a value */
	put(value: string): Record<string, string>;
	/**
	 * Removes it from a request's headers.
	 * @returns the value that a node of this package set; undefined where there is none
	 * @throws Error for a header from elsewhere, such as n8n's HTTP Request node
	 */
	take(headers: Record<string, unknown> | undefined): string | undefined;
}

/** The secret that proves a control header's origin. It never leaves the process. */
const OWN = `${processWide('control headers', randomUUID)} `;

/**
 * Returns the control header of a name.
 * @param name in lower case
 */
export function controlHeader(name: string): ControlHeader {
	return {
		put: (value) => ({ [name]: OWN + value }),
		take: (headers) => {
			const given = headerValue(headers, name);
			if (given === undefined) return undefined;
			if (typeof given !== 'string' || !given.startsWith(OWN)) {
				// Not removed: n8n may call again with the same headers.
				throw new CodedError(
					'OPTION_NOT_ALLOWED',
					`Remove the header "${name}": it is reserved for the nodes of this package. Nothing was sent.`,
				);
			}
			takeHeader(headers, name);
			return given.slice(OWN.length);
		},
	};
}

/**
 * Identifies the request of n8n's credential test, since n8n does not tell a credential what a
 * request is for. It is never sent.
 */
export const CREDENTIAL_TEST_HEADER = 'x-n8n-credential-test';

/** Removes the credential-test header from a request; true if it was there. */
export function isCredentialTest({ headers }: { headers?: Record<string, unknown> }): boolean {
	return takeHeader(headers, CREDENTIAL_TEST_HEADER) !== undefined;
}
