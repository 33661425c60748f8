import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ReadmeFile, withoutTables } from '../../../scripts/readmeTables';
import { type Outline, outline } from './outline';

const ROOT = path.join(__dirname, '../../..');
const ENGLISH = 'README.md';
const SPANISH = 'README.es.md';

/** Generated tables are left out: they differ on purpose, and have their own test. */
async function outlineOf(name: ReadmeFile): Promise<Outline> {
	return await outline(withoutTables(name, readFileSync(path.join(ROOT, name), 'utf8')));
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
		expect(spanish.links).toEqual([ENGLISH, ...others]);
	});

	it('show the same images', () => {
		expect(english.images.length).toBeGreaterThan(0);
		expect(spanish.images).toEqual(english.images);
	});

	it('link only to existing files', () => {
		const files = [...english.links, ...english.images, ...spanish.links].filter(
			(target) => !/^(https?:|#)/.test(target),
		);
		expect(files.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
	});
});
