import { hasStripeForm, type RequestHeaders } from './signature';

/**
 * Words in the names of headers that describe a delivery: its format, its sender, and details that
 * a vendor adds to the body. They are matched with the dash-separated parts of a name, since
 * neither vendor documents its headers in full. Signatures, cookies, authorisation and proxy
 * headers stay off the item: anyone who reads an execution must not be able to replay the delivery.
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

/** Words that mean a signature, whatever else is in the name. */
const SIGNING_WORDS: ReadonlySet<string> = new Set(['hmac', 'sig', 'signature']);

/**
 * Returns the headers to keep on the item; names in lower case, repeated ones joined with `, `.
 * @param checked the signature header, in lower case
 */
export function tellingHeaders(
	headers: RequestHeaders,
	checked: string | null = null,
): Record<string, string> {
	const kept: Record<string, string> = {};
	for (const [key, value] of Object.entries(headers)) {
		const name = key.toLowerCase();
		const words = name.split('-');
		const text = Array.isArray(value) ? value.join(', ') : value;
		if (text === undefined) continue;
		const isNamedSo = name === checked || words.some((word) => SIGNING_WORDS.has(word));
		const signs = isNamedSo || hasStripeForm(text);
		const tells = TELLING_NAMES.has(name) || words.some((word) => TELLING_WORDS.has(word));
		if (tells && !signs) kept[name] = text;
	}
	return kept;
}
