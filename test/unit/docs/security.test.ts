import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const page = join(__dirname, '../../../docs/security.md');

/** `[text](../test/….test.ts "words of the test's name")` */
const LINK = /\]\((\.\.[^\s)]+\.test\.ts)(?: "([^"]+)")?\)/g;
const links = [...readFileSync(page, 'utf8').matchAll(LINK)].map(([, file = '', name]) => ({
	file,
	name,
}));

it('names a test for every kind of attacker', () => {
	expect(links.length).toBeGreaterThan(25);
});

it.each(links)('$file has the test "$name"', ({ file, name }) => {
	expect(readFileSync(join(dirname(page), file), 'utf8')).toContain(name);
});
