/**
 * The anchor that GitHub makes of a heading in Markdown. A second heading of the same words would
 * get a number, which is the caller's.
 */
export function headingAnchor(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(' ', '-');
}
