import { otherTitle, type SingleService } from './service';
import type { Manifest } from './manifest';

/**
 * Returns the README of a single-service package: its parts of the combined one, with links to the
 * repository.
 */
export function readmeOf(service: SingleService, combined: Manifest, readme: string): string {
	const { title, name, description, chapters } = service;
	const other = otherTitle(service);
	const parts = chapters.map((chapter) => ownLines(chapterOf(readme, chapter), title, other));
	return `# ${name}

${description}. Orders and payments can't be made twice by a retry or a repeated event, and only deliveries with a valid signature start a workflow.

## Install it in n8n

n8n 2.36 or newer. Once it is published: *Settings → Community nodes → Install*, name \`${name}\`; in queue mode on every process. The package has no runtime dependencies.

The same nodes, together with those for ${other}, are in \`${combined.name}\`. Install one of the two packages: both have the same credential.

${linked(parts.join('\n'), repositoryOf(combined))}
MIT licence. Not affiliated with ${title} or n8n.
`;
}

/**
 * Returns a chapter with its heading; a section becomes a chapter.
 * @throws Error if there is no such heading
 */
export function chapterOf(readme: string, chapter: string): string {
	const [heading = '', part] = chapter.split(' › ');
	const found = sectionOf(readme, '##', heading);
	return part === undefined ? found : sectionOf(found, '###', part).replace('###', '##');
}

function sectionOf(text: string, level: string, heading: string): string {
	const lines = text.split('\n');
	const begin = lines.indexOf(`${level} ${heading}`);
	if (begin === -1) throw new Error(`The README has no "${level} ${heading}"`);
	const isNext = (line: string) => /^#+ /.test(line) && line.indexOf(' ') <= level.length;
	const length = lines.slice(begin + 1).findIndex(isNext);
	return lines.slice(begin, length === -1 ? undefined : begin + 1 + length).join('\n');
}

/** Removes rows, list items and columns that are only about the other service. */
function ownLines(text: string, title: string, other: string): string {
	const kept: string[] = [];
	let column = -1;
	for (const line of text.split('\n')) {
		const isRow = line.startsWith('|');
		const cells = line.split('|');
		if (!isRow) column = -1;
		else if (column === -1) column = cells.findIndex((cell) => cell.includes(`${other} Trigger`));
		if (isRow && column > 0) kept.push(cells.filter((_, index) => index !== column).join('|'));
		else if (!/^[|*!]/.test(line) || !line.includes(other) || line.includes(title)) kept.push(line);
	}
	return kept.join('\n');
}

/** Returns the repository's URL for a browser. */
function repositoryOf({ repository }: Manifest): string {
	const { url } = repository as { url: string };
	return `${url.replace(/^git\+/, '').replace(/\.git$/, '')}/blob/main`;
}

function linked(text: string, repository: string): string {
	return text.replace(/\]\((?!https:|#)([^)]+)\)/g, `](${repository}/$1)`);
}
