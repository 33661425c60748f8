/**
 * Returns what CHANGELOG.md says about a version, without its heading; before the release, what it
 * says under *Unreleased*.
 * @throws Error if there is no such section, or if it is empty
 */
export function notesOf(changelog: string, version: string): string {
	const sections = changelog.split(/^## /m).slice(1);
	const of = (title: string) => sections.find((section) => section.startsWith(`[${title}]`));
	const section = of(version) ?? of('Unreleased');
	const notes = section?.slice(section.indexOf('\n')).trim();
	if (!notes) throw new Error(`CHANGELOG.md says nothing about ${version}`);
	return `${notes}\n`;
}
