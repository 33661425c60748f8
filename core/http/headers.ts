import { randomUUID } from 'node:crypto';

/** A header's value, whatever the case of its name. */
export function headerValue(headers: Record<string, unknown> | undefined, name: string): unknown {
	const wanted = name.toLowerCase();
	for (const key of Object.keys(headers ?? {})) {
		if (key.toLowerCase() === wanted) return headers?.[key];
	}
	return undefined;
}

/** Takes a header off, whatever the case of its name, and says what it was. */
function takeHeader(headers: Record<string, unknown> | undefined, name: string): unknown {
	const value = headerValue(headers, name);
	const wanted = name.toLowerCase();
	for (const key of Object.keys(headers ?? {})) {
		if (key.toLowerCase() === wanted) delete headers?.[key];
	}
	return value;
}

/** An answer's headers as texts, by their names in lower case. */
export function lowerCased(headers: object): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

/**
 * Sets headers over those that are there, whatever the case of their names: n8n calls a credential
 * again on its own output.
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

/** A copy of the headers without some, whatever the case of their names. */
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
 * How many more requests the server would let through at once, as it counted when it answered
 * (`X-RateLimit-Remaining`).
 *
 * KillB's documented sample names the rate, 50, as the limit, while 100 may go at once
 * (killb.md 1.2): a remainder as large as the limit may be cut off there, and says nothing.
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

/**
 * From here on a number is a time since 1970 rather than a length: in seconds, and in milliseconds.
 */
const EPOCH_SECONDS = 1e9;
const EPOCH_MILLISECONDS = 1e11;

/**
 * How long a server asks to wait before the next request: `Retry-After` where it is readable,
 * otherwise `X-RateLimit-Reset`.
 *
 * KernelHost documents neither the form of `Retry-After` nor the unit of `X-RateLimit-Reset`
 * (kernelhost.md 7), and KillB only the latter, as Unix seconds (killb.md 1.2); so every form in
 * use is read. A point in time is compared with the answer's own `Date`, so that a wrong clock on
 * this machine does not change the wait.
 * @param headers names in lower case
 * @param now Unix time in milliseconds, by this machine's clock
 * @returns milliseconds, 0 or more; undefined where the server says nothing that can be read
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
 * `120` or `Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110, 10.2.3). No service means decades: so large a
 * figure is a time here too.
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
 * The forms of an HTTP date (RFC 9110, 5.6.7), of which the last one names no zone and means GMT,
 * and ISO 8601.
 */
const DATES = [
	/^[a-z]{3,9}, \d\d[ -][a-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d (GMT|UTC|[+-]\d{4})$/i,
	/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i,
];
const ASCTIME = /^[a-z]{3} [a-z]{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/i;

/** `Date.parse` alone would find a date in any words with a number in them. */
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
 * A header by which a node tells its credential something about one request. n8n hands a credential
 * nothing else of a node's. It never goes out.
 */
interface ControlHeader {
	/** the header that carries a value */
	put(value: string): Record<string, string>;
	/**
	 * Takes it off a request's headers, whatever the case of its name.
	 * @returns the value that a node of this package put there; undefined where there is none
	 * @throws Error for one of any other origin, such as a header of n8n's HTTP Request node
	 */
	take(headers: Record<string, unknown> | undefined): string | undefined;
}

/**
 * Only what runs in this process knows it, and it never leaves the process. The package for both
 * services and one for a single service may be installed together, and n8n takes the credential
 * from either: so it is kept where both copies of this file find it, at a function of Node's.
 */
const SHARED = Symbol.for('n8n-nodes-kernelhost-killb: control headers');
const holder = randomUUID as unknown as Record<symbol, string | undefined>;
const OWN = `${(holder[SHARED] ??= randomUUID())} `;

/** @param name in lower case */
export function controlHeader(name: string): ControlHeader {
	return {
		put: (value) => ({ [name]: OWN + value }),
		take: (headers) => {
			const given = headerValue(headers, name);
			if (given === undefined) return undefined;
			if (typeof given !== 'string' || !given.startsWith(OWN)) {
				// Left in place: n8n may ask again with the same headers.
				throw new Error(
					`Remove the header "${name}": it is reserved for the nodes of this package. Nothing was sent.`,
				);
			}
			takeHeader(headers, name);
			return given.slice(OWN.length);
		},
	};
}

/**
 * Marks the request with which n8n tests a credential: n8n does not tell a credential what a
 * request is for. It never goes out.
 */
export const CREDENTIAL_TEST_HEADER = 'x-n8n-credential-test';

/** Takes the mark of a credential test off a request, and says whether it was there. */
export function isCredentialTest({ headers }: { headers?: Record<string, unknown> }): boolean {
	return takeHeader(headers, CREDENTIAL_TEST_HEADER) !== undefined;
}
