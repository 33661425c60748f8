import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Outline, outline } from './outline';

const ROOT = path.join(__dirname, '../../..');
const ENGLISH = 'README.md';
const SPANISH = 'README.es.md';

async function outlineOf(name: string): Promise<Outline> {
	return await outline(readFileSync(path.join(ROOT, name), 'utf8'));
}

describe('the English and the Spanish README', () => {
	let english: Outline;
	let spanish: Outline;

	beforeAll(async () => {
		[english, spanish] = await Promise.all([outlineOf(ENGLISH), outlineOf(SPANISH)]);
	});

	it('have headings of the same levels in the same order', () => {
		expect(english.headings.length).toBeGreaterThan(0);
		expect(spanish.headings).toEqual(english.headings);
	});

	it('have the same commands in their code blocks', () => {
		expect(english.commands.length).toBeGreaterThan(0);
		expect(spanish.commands).toEqual(english.commands);
	});

	it('have the same code within their sentences, in any order', () => {
		expect(english.code.length).toBeGreaterThan(0);
		expect([...spanish.code].sort()).toEqual([...english.code].sort());
	});

	it('begin with a link to each other, and then have the same link targets', () => {
		const [toSpanish, ...others] = english.links;
		expect(toSpanish).toBe(SPANISH);
		// An anchor within the page is made of a heading, which is in the page's own language.
		const withoutAnchors = (links: string[]) => links.map((link) => link.replace(/^#.*/, '#'));
		expect(withoutAnchors(spanish.links)).toEqual([ENGLISH, ...withoutAnchors(others)]);
	});

	it('show the same images', () => {
		expect(english.images.length).toBeGreaterThan(0);
		expect(spanish.images).toEqual(english.images);
	});

	it('link only to existing files', () => {
		const files = [...english.links, ...english.images, ...spanish.links].filter(
			(target) => !/^(https?:|#)/.test(target),
		);
		const missing = files.filter((file) => !existsSync(path.join(ROOT, file.replace(/#.*/, ''))));
		expect(missing).toEqual([]);
	});
});
