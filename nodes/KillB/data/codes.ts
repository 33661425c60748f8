/** A code of KillB, as a drop-down holds it. */
interface CodeOption<C extends string> {
	name: string;
	value: C;
}

/**
 * The codes of a documented enum as options of a drop-down, sorted by name.
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

/** The readable name of a code; the code itself for one that KillB has added since. */
export function codeName(names: Readonly<Record<string, string>>, code: string): string {
	return (Object.hasOwn(names, code) ? names[code] : undefined) ?? code;
}
