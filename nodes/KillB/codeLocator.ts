import { type Field, FieldError, type Label, locator } from '../shared/operation';

/**
 * Returns a field for a KillB code, from a searchable list or typed. A typed one must be in the
 * documented enum. One from the list is accepted unchecked: KillB itself returned it, even if it is
 * newer than the documentation.
 * @param search name of the node's list search method
 */
export function codeLocator(
	label: Label & { search: string; codes: readonly string[]; example: string },
): Field<string> {
	const { codes, example, ...rest } = label;
	const field = locator({ ...rest, by: 'code', idPlaceholder: `e.g. ${example}` });
	return {
		...field,
		read: (raw, name) => {
			const code = field.read(raw, name);
			if (isFromList(raw)) return code;
			const written = code.toUpperCase();
			if (codes.includes(written)) return written;
			throw new FieldError(
				name,
				`must be one of ${codes.join(', ')}, got "${code.slice(0, 40)}". Newer codes can be picked from the list`,
			);
		},
	};
}

function isFromList(raw: unknown): boolean {
	return typeof raw === 'object' && raw !== null && 'mode' in raw && raw.mode === 'list';
}
