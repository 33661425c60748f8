/** Where a program writes into a page that is written by hand otherwise. */
interface Markers {
	begin: string;
	end: string;
}

/**
 * A page with what stands between two markers made anew; the markers stay.
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
