/** A header's value, whatever the case of its name. */
export function headerValue(headers: Record<string, unknown> | undefined, name: string): unknown {
	const wanted = name.toLowerCase();
	for (const key of Object.keys(headers ?? {})) {
		if (key.toLowerCase() === wanted) return headers?.[key];
	}
	return undefined;
}

/** Takes a header off, whatever the case of its name, and says what it was. */
export function takeHeader(headers: Record<string, unknown> | undefined, name: string): unknown {
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

/** Sets headers over those that are there, whatever the case of their names: n8n calls a credential again on its own output. */
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
