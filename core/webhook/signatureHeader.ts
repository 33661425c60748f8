/** Headers as Node delivers them: lower-case names, repeated ones joined with `, `. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface FoundHeader {
	/** Lower-case. */
	readonly name: string;
	readonly value: string;
}

/**
 * Named assumption "plausible signature headers": KernelHost documents no header name (kernelhost.md section 9), so
 * a header is considered when one of these words is among the dash-separated parts of its name. Being generous costs no
 * safety: the header only says what to check, the HMAC decides.
 */
export const PLAUSIBLE_HEADER_WORDS: readonly string[] = ['signature', 'sig', 'hmac', 'webhook'];

/** Every candidate may cost an HMAC over the whole body; a delivery with more than these is not a vendor's. */
const MAX_CANDIDATES = 3;

/** One header's value by name, whatever the case of the name; undefined when it is absent. */
export function headerValue(headers: RequestHeaders, name: string): string | undefined {
	const wanted = name.trim().toLowerCase();
	const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === wanted);
	const value = entry?.[1];
	return Array.isArray(value) ? value.join(', ') : value;
}

function hasPlausibleName(name: string): boolean {
	return name.split('-').some((word) => PLAUSIBLE_HEADER_WORDS.includes(word));
}

function hasStripeShape(value: string): boolean {
	const items = value.split(',').map((item) => item.trim());
	return (
		items.some((item) => item.startsWith('t=')) && items.some((item) => item.startsWith('v1='))
	);
}

/**
 * The headers that may carry a `t=…,v1=…` signature: exactly the configured one, or, when the name is left empty, all
 * of plausible name and right shape. Empty when there is none.
 */
export function findStripeSignatures(
	headers: RequestHeaders,
	configuredName: string,
): FoundHeader[] {
	if (configuredName.trim() !== '') {
		const value = headerValue(headers, configuredName);
		return value === undefined ? [] : [{ name: configuredName.trim().toLowerCase(), value }];
	}
	return Object.keys(headers)
		.map((key) => ({ name: key.toLowerCase(), value: headerValue(headers, key) ?? '' }))
		.filter(({ name, value }) => hasPlausibleName(name) && hasStripeShape(value))
		.slice(0, MAX_CANDIDATES);
}
