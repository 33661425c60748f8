/**
 * Returns GitHub's anchor for a Markdown heading. The caller adds the number of a repeated heading.
 */
export function headingAnchor(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(' ', '-');
}
