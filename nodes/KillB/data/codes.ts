/** A KillB code as a drop-down option. */
interface CodeOption<C extends string> {
	name: string;
	value: C;
}

/**
 * Returns the codes of a documented enum as drop-down options, sorted by name.
 * @param names readable names by code, of `CURRENCIES` or `METHODS`
 */
export function codeOptions<const C extends string>(
	names: Readonly<Record<C, string>>,
	codes: readonly C[],
): Array<CodeOption<C>> {
	return codes
		.map((value) => ({ name: names[value], value }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Returns the readable name of a code, or the code itself if KillB has added it since. */
export function codeName(names: Readonly<Record<string, string>>, code: string): string {
	return (Object.hasOwn(names, code) ? names[code] : undefined) ?? code;
}
