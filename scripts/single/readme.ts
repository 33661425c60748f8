import { readFileSync } from 'node:fs';
import path from 'node:path';
import { otherTitle, ROOT, type SingleService } from './service';
import type { Manifest } from './manifest';

/**
 * Returns the README of a single-service package: its parts of the pages in docs/, with links to
 * the repository.
 */
export function readmeOf(service: SingleService, combined: Manifest): string {
	const { title, name, description, chapters } = service;
	const other = otherTitle(service);
	const repository = repositoryOf(combined);
	const parts = chapters.map((chapter) => ownLines(unwrapped(partOf(chapter)), title, other));
	return `# ${name}

${description}. A retry or a repeated event never orders or pays twice, and only webhooks with a valid signature start a workflow.

## Install

You need n8n 1.123 or newer. Once the package is published: *Settings → Community nodes → Install*, name \`${name}\`. In queue mode, install it on every process. It has no runtime dependencies.

\`${combined.name}\` has the same nodes, and those for ${other}. Install one of the two packages: both have the same credential.

${linked(parts.join('\n'), repository)}
## If something goes wrong

Every error has a code and links to its entry in [Troubleshooting](${repository}/docs/troubleshooting.md).

MIT license. Not affiliated with ${title} or n8n.
`;
}

/** Returns a chapter of a page, `page › chapter`, or a whole page as a chapter. */
function partOf(chapter: string): string {
	const [page = '', heading] = chapter.split(' › ');
	const text = readFileSync(path.join(ROOT, 'docs', page), 'utf8');
	return heading === undefined ? text.replace(/^#/gm, '##') : chapterOf(text, heading);
}

/**
 * Returns a chapter with its heading.
 * @throws Error if there is no such heading
 */
export function chapterOf(page: string, heading: string): string {
	const lines = page.split('\n');
	const begin = lines.indexOf(`## ${heading}`);
	if (begin === -1) throw new Error(`There is no "## ${heading}"`);
	const length = lines.slice(begin + 1).findIndex((line) => /^##? /.test(line));
	return lines.slice(begin, length === -1 ? undefined : begin + 1 + length).join('\n');
}

/** Puts each paragraph and each list item on a line of its own. */
function unwrapped(text: string): string {
	return text.replace(/(?<=\S)\n {0,3}(?=[^\s|#<*!`\d])/g, ' ');
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
	return text.replace(
		/\]\((?!https:|#)([^)]+)\)/g,
		(_, target: string) => `](${repository}/${path.posix.join('docs', target)})`,
	);
}
