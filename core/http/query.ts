/** How the elements of an array are named; the names are those of the `qs` library that n8n uses. */
export type ArrayFormat = 'indices' | 'brackets' | 'repeat' | 'comma';

/**
 * Percent-encodes everything but RFC 3986's unreserved characters, so that no later step (axios, the URL parser, a proxy)
 * has a reason to rewrite what was signed. Lone surrogates become U+FFFD, as they would in UTF-8.
 */
export function encodeComponent(text: string): string {
	return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/**
 * Encodes query parameters the way n8n's own helper would name them: `undefined` is left out, `null` is an empty value,
 * a Date is ISO 8601, arrays follow `arrayFormat`, objects nest in brackets.
 * @returns the query without `?`, empty when there is nothing to send
 */
export function encodeQuery(
	parameters: Readonly<Record<string, unknown>>,
	arrayFormat: ArrayFormat = 'indices',
): string {
	return Object.entries(parameters)
		.flatMap(([name, value]) => pairs(name, value, arrayFormat))
		.join('&');
}

function pairs(name: string, value: unknown, arrayFormat: ArrayFormat): string[] {
	if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return [];
	if (Array.isArray(value)) return arrayPairs(name, value, arrayFormat);
	if (value instanceof Date) return [pair(name, value.toISOString())];
	if (value !== null && typeof value === 'object') {
		return Object.entries(value).flatMap(([key, inner]) =>
			pairs(`${name}[${key}]`, inner, arrayFormat),
		);
	}
	return [pair(name, value === null ? '' : String(value))];
}

function arrayPairs(name: string, values: unknown[], arrayFormat: ArrayFormat): string[] {
	if (arrayFormat === 'comma') {
		const present = values.filter((value) => value !== undefined);
		return present.length === 0
			? []
			: [
					`${encodeComponent(name)}=${present.map((value) => encodeComponent(text(value))).join(',')}`,
				];
	}
	const suffix = {
		indices: (index: number) => `[${index}]`,
		brackets: () => '[]',
		repeat: () => '',
	};
	return values.flatMap((value, index) =>
		pairs(`${name}${suffix[arrayFormat](index)}`, value, arrayFormat),
	);
}

function text(value: unknown): string {
	if (value === null) return '';
	if (value instanceof Date) return value.toISOString();
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function pair(name: string, value: string): string {
	return `${encodeComponent(name)}=${encodeComponent(value)}`;
}
