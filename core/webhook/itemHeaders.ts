import type { RequestHeaders } from './signature';

/**
 * The headers that tell something about a delivery: its format, its sender, and whatever a vendor
 * says beside the body. Words among the dash-separated parts of the name, since neither vendor
 * documents its headers in full. Signatures, cookies, authorisation and the proxies' own headers
 * stay off the item: who reads an execution must not be able to send the delivery again.
 */
const TELLING_WORDS: ReadonlySet<string> = new Set([
	'attempt',
	'delivery',
	'event',
	'idempotency',
	'kernelhost',
	'kh',
	'killb',
	'retry',
	'timestamp',
	'webhook',
]);

const TELLING_NAMES: ReadonlySet<string> = new Set([
	'content-type',
	'date',
	'user-agent',
	'x-request-id',
]);

/** Whatever else stands in the name, such a header carries a signature. */
const SIGNING_WORDS: ReadonlySet<string> = new Set(['hmac', 'sig', 'signature']);

/**
 * The headers worth keeping on the item; names lower-case, repeated ones joined with `, `.
 * @param checked the header that carried the signature, in lower case
 */
export function tellingHeaders(
	headers: RequestHeaders,
	checked: string | null = null,
): Record<string, string> {
	const kept: Record<string, string> = {};
	for (const [key, value] of Object.entries(headers)) {
		const name = key.toLowerCase();
		const words = name.split('-');
		const signs = name === checked || words.some((word) => SIGNING_WORDS.has(word));
		const tells = TELLING_NAMES.has(name) || words.some((word) => TELLING_WORDS.has(word));
		if (tells && !signs && value !== undefined)
			kept[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	return kept;
}
