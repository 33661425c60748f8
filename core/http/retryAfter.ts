/** From here on a number is a time since 1970 rather than a length: in seconds, and in milliseconds. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MILLISECONDS = 1e11;

/**
 * How long a server asks to wait before the next request: `Retry-After` where it is readable, otherwise `X-RateLimit-Reset`.
 *
 * KernelHost documents neither the form of `Retry-After` nor the unit of `X-RateLimit-Reset` (kernelhost.md section 7), and
 * KillB only the latter, as Unix seconds (killb.md 1.2); so every form in use is read. A point in time is compared with the
 * answer's own `Date`, so that a wrong clock on this machine does not change the wait.
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

/** `120` or `Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110, 10.2.3). No service means decades: so large a figure is a time here too. */
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

/** The forms of an HTTP date (RFC 9110, 5.6.7), of which the last one names no zone and means GMT, and ISO 8601. */
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
