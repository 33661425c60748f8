/** Codes by their value: a readable name, and the documented enums that have the code. */
export type CodeTable = Readonly<Record<string, readonly [name: string, ...enums: string[]]>>;

/** Returns the readable names of a table's codes. */
export function namesOf<T extends CodeTable>(table: T): { [C in keyof T]: T[C][0] } {
	const names = Object.entries(table).map(([code, [name]]) => [code, name]);
	return Object.fromEntries(names) as { [C in keyof T]: T[C][0] };
}

/** Returns the codes of a documented enum, in the table's order. */
export function codesOf<T extends CodeTable>(
	table: T,
	name: Exclude<T[keyof T][number], T[keyof T][0]>,
): Array<keyof T & string> {
	return Object.keys(table).filter((code) => table[code]?.slice(1).includes(name));
}

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
