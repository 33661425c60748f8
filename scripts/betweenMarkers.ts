/** The markers of a generated part in a hand-written page. */
interface Markers {
	begin: string;
	end: string;
}

/**
 * Returns a page with a new text between two markers.
 * @throws Error when one is missing
 */
export function withBetween(
	file: string,
	text: string,
	{ begin, end }: Markers,
	made: string,
): string {
	const from = text.indexOf(begin);
	const to = text.indexOf(end);
	if (from < 0 || to < from) throw new Error(`${file} lacks the markers "${begin}", "${end}"`);
	return `${text.slice(0, from)}${begin}${made}${text.slice(to)}`;
}
