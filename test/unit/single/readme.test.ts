import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Manifest, manifestOf } from '../../../scripts/single/manifest';
import { chapterOf, readmeOf } from '../../../scripts/single/readme';
import { ROOT, SERVICES } from '../../../scripts/single/service';

const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const combined = JSON.parse(textOf('package.json')) as Manifest;

describe('a chapter of a page', () => {
	const text = '# T\n\n## A\n\none\n\n### B\n\ntwo\n\n## D\n\nfour\n';

	it('includes its sections up to the next chapter', () => {
		expect(chapterOf(text, 'A')).toBe('## A\n\none\n\n### B\n\ntwo\n');
	});

	it('at the end extends to the end of the text', () => {
		expect(chapterOf(text, 'D')).toBe('## D\n\nfour\n');
	});

	it('that is missing is an error, so a renamed heading is noticed', () => {
		expect(() => chapterOf(text, 'X')).toThrow('There is no "## X"');
	});
});

describe.each(SERVICES)('the package of $title alone', (service) => {
	const other = SERVICES.find(({ title }) => title !== service.title);
	const manifest = manifestOf(service, combined);

	it('lists its own nodes and its own credential', () => {
		const { title } = service;
		expect(manifest.n8n).toMatchObject({
			credentials: [expect.stringContaining(`/${title}Api.credentials.js`)],
			nodes: [
				expect.stringContaining(`/${title}.node.js`),
				expect.stringContaining(`/${title}PollingTrigger.node.js`),
				expect.stringContaining(`/${title}Trigger.node.js`),
			],
		});
	});

	it('mentions the other service only if both are meant', () => {
		expect(JSON.stringify(manifest.keywords)).not.toContain(other?.title.toLowerCase());
		const about = readmeOf(service, combined)
			.split('\n')
			.filter((line) => line.includes(other?.title ?? '') && !line.includes(service.title));
		expect(about).toEqual([
			`\`${combined.name}\` has the same nodes, and those for ${other?.title}. Install one of the two packages: both have the same credential.`,
		]);
	});

	it('includes neither scripts nor development dependencies', () => {
		expect(manifest).not.toHaveProperty('scripts');
		expect(manifest).not.toHaveProperty('devDependencies');
		expect(manifest).not.toHaveProperty('dependencies');
	});

	it('has a README whose links lead to the repository', () => {
		const links = [...readmeOf(service, combined).matchAll(/\]\(([^)]+)\)/g)];
		expect(links.length).toBeGreaterThan(3);
		for (const [, target] of links) expect(target).toMatch(/^(https:|#)/);
	});
});
