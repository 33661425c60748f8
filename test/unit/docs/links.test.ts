import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { headingAnchor } from '../../../scripts/headingAnchor';
import { outline } from './outline';

const ROOT = path.join(__dirname, '../../..');

const markdownIn = (folder: string) =>
	readdirSync(path.join(ROOT, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => path.join(folder, name));

/** All pages for people, wherever they are. */
const PAGES = ['.', 'docs', 'docs/facts', 'examples', 'sandbox', 'test/chaos'].flatMap(markdownIn);

const textOf = (page: string) => readFileSync(path.join(ROOT, page), 'utf8');

/** Without lines that only look like headings: comments in commands. */
const withoutCommands = (text: string) => text.replace(/^ *```[\s\S]*?^ *```/gm, '');

/** The anchors that GitHub creates for a page's headings. */
function anchorsOf(page: string): Set<string> {
	const headings = [...withoutCommands(textOf(page)).matchAll(/^#+ (.+)$/gm)];
	const anchors = headings.map(([, heading = '']) => headingAnchor(heading));
	// A second heading with the same text gets a number.
	return new Set(
		anchors.map((anchor, index) => {
			const before = anchors.slice(0, index).filter((other) => other === anchor).length;
			return before === 0 ? anchor : `${anchor}-${before}`;
		}),
	);
}

function leadsSomewhere(page: string, target: string): boolean {
	const [file = '', anchor] = decodeURIComponent(target).split('#');
	const aim = file === '' ? page : path.join(path.dirname(page), file);
	if (!existsSync(path.join(ROOT, aim))) return false;
	return anchor === undefined || anchorsOf(aim).has(anchor);
}

const isOutside = (target: string) => /^[a-z]+:/.test(target);

describe.each(PAGES)('the links of %s', (page) => {
	let targets: string[];

	beforeAll(async () => {
		const { links, images } = await outline(textOf(page));
		targets = [...links, ...images];
	});

	it('lead to existing files and headings', () => {
		const dead = targets.filter((target) => !isOutside(target) && !leadsSomewhere(page, target));
		expect(dead).toEqual([]);
	});

	it('use https for external targets', () => {
		const outside = targets.filter(isOutside);
		expect(outside.filter((target) => !target.startsWith('https://'))).toEqual([]);
	});
});

describe('a link', () => {
	it('to a missing file or heading is detected', () => {
		expect(leadsSomewhere('README.md', 'docs/no-such-page.md')).toBe(false);
		expect(leadsSomewhere('README.md', 'docs/idempotency.md#no-such-heading')).toBe(false);
		expect(leadsSomewhere('README.md', 'docs/idempotency.md#the-clock')).toBe(true);
	});
});
