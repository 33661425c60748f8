import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../..');
const PAGES = ['kernelhost', 'killb', 'n8n'];
/** Notes that are not part of the repository: a citation of them is a dead link. */
const ELSEWHERE = ['anchors', 'design', 'findings', 'real-n8n', 'redesign'];

const NUMBER = String.raw`\d+(?:\.\d+)*`;
/**
 * `killb.md 3.4` or `killb.md 3.4 and 4.1`; the numbers are optional here, and the text after them
 * is checked.
 */
const CITATION = new RegExp(
	String.raw`(?<![\w-])(${PAGES.join('|')})\.md(?: (${NUMBER}(?: and ${NUMBER})*))?`,
	'g',
);
/** Another way to name a section, which the expression above would not read. */
const OTHER_FORM = new RegExp(String.raw`^(?:,? (?:and |or )?sections? \d|, ${NUMBER}\b|[ ,]*C\d)`);
const CITATION_OF_NOTES = new RegExp(String.raw`(?<![\w-])(?:${ELSEWHERE.join('|')})\.md\b`, 'g');

const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const numbersIn = (page: string) =>
	[...textOf(`docs/facts/${page}.md`).matchAll(/^#{2,} (\d+(?:\.\d+)*)\.? /gm)].map(
		([, number = '']) => number,
	);

const SECTIONS = new Map(PAGES.map((page) => [page, numbersIn(page)]));

const FILES = execFileSync(
	'git',
	// prettier-ignore
	['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.js', '*.mjs', '*.md'],
	{ cwd: ROOT, encoding: 'utf8' },
)
	.split('\n')
	.filter((file) => file !== '' && existsSync(path.join(ROOT, file)));

/** The citations in a file without a target. @param isPage a page may cite another as a whole */
function dangling(text: string, isPage: boolean): string[] {
	return [...text.matchAll(CITATION)]
		.filter(({ 0: citation, 1: page = '', 2: numbers, index }) => {
			if (OTHER_FORM.test(text.slice(index + citation.length))) return true;
			if (numbers === undefined) return !isPage;
			return numbers.split(' and ').some((number) => !SECTIONS.get(page)?.includes(number));
		})
		.map(({ index }) => text.slice(index, index + 40).replace(/\s+/g, ' '));
}

const isPage = (file: string) => file.endsWith('.md');

/** The matches of `find` in the repository, by file. */
const inAllFiles = (find: (file: string) => string[]) =>
	FILES.flatMap((file) => find(file).map((citation) => `${file}: ${citation}`));

it.each(PAGES)('%s.md has each section number once', (page) => {
	const numbers = numbersIn(page);
	expect(numbers.length).toBeGreaterThan(10);
	expect(new Set(numbers).size).toBe(numbers.length);
});

it('every citation of a fact names an existing section', () => {
	expect(inAllFiles((file) => dangling(textOf(file), isPage(file)))).toEqual([]);
});

it('hundreds of citations are found', () => {
	const all = inAllFiles((file) => [...textOf(file).matchAll(CITATION)].map(([text]) => text));
	expect(all.length).toBeGreaterThan(300);
});

it('nothing cites notes outside of the repository', () => {
	const cited = inAllFiles((file) =>
		[...textOf(file).matchAll(CITATION_OF_NOTES)].map(([text]) => text),
	);
	expect(cited).toEqual([]);
});

describe('a citation in code', () => {
	// Assembled here, so that this file has no wrong citation itself.
	const code = (rest: string) => dangling(`/** As documented (${'killb'}.md${rest}). */`, false);

	it.each([' 3.4', ' 3.4 and 4.1', ' 9, pairs', ' 11.7', ' 1: what follows', ' 4.1; nothing else'])(
		'by "%s" after the name of the page is valid',
		(rest) => {
			expect(code(rest)).toEqual([]);
		},
	);

	it.each([
		[' 3.9', 'no such section'],
		[' 3.4 and 12.5', 'no such second section'],
		['', 'no section'],
		['\n * 3.4', 'the number on the next line'],
		[' section 3.4', 'the word "section"'],
		[' sections 3 and 4', 'the word "sections"'],
		[' 3.4, 3.6', 'a comma between two sections'],
		[' 3.4 and section 5', 'the word "section" before the second'],
		[' C5', 'a letter'],
	])('by "%s" after the name of the page is an error: %s', (rest) => {
		expect(code(rest)).toHaveLength(1);
	});
});

it('a page may cite a page of facts as a whole', () => {
	expect(dangling(`See [the facts](facts/${'n8n'}.md).`, true)).toEqual([]);
	expect(dangling(`See ${'n8n'}.md 99.`, true)).toHaveLength(1);
});
