import type { RequestHeaders } from './signatureHeader';

/**
 * The headers that tell something about a delivery: its format, its sender, and whatever a vendor says beside the body.
 * Words among the dash-separated parts of the name, since neither vendor documents its headers in full. Cookies,
 * authorisation and the proxies' own headers stay off the item.
 */
const TELLING_WORDS: ReadonlySet<string> = new Set([
	'attempt',
	'delivery',
	'event',
	'hmac',
	'idempotency',
	'kernelhost',
	'kh',
	'killb',
	'retry',
	'sig',
	'signature',
	'timestamp',
	'webhook',
]);

const TELLING_NAMES: ReadonlySet<string> = new Set([
	'content-type',
	'date',
	'user-agent',
	'x-request-id',
]);

/** The headers worth keeping on the item; names lower-case, repeated ones joined with `, `. */
export function tellingHeaders(headers: RequestHeaders): Record<string, string> {
	const kept: Record<string, string> = {};
	for (const [key, value] of Object.entries(headers)) {
		const name = key.toLowerCase();
		const telling =
			TELLING_NAMES.has(name) || name.split('-').some((word) => TELLING_WORDS.has(word));
		if (telling && value !== undefined)
			kept[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	return kept;
}
