import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checksums } from '../../../scripts/release/checksums';
import { notesOf } from '../../../scripts/release/notes';
import { type Sbom, shippedOnly } from '../../../scripts/release/sbom';

describe('the notes of a release', () => {
	const changelog =
		'# Changelog\n\n## [Unreleased]\n\n- soon\n\n## [1.0.0] - 2026-01-01\n\n- now\n';

	it('are the section of its version', () => {
		expect(notesOf(changelog, '1.0.0')).toBe('- now\n');
	});

	it('are what is unreleased before the version has a section', () => {
		expect(notesOf(changelog, '1.1.0')).toBe('- soon\n');
	});

	it.each(['# Changelog\n', '## [Unreleased]\n\n## [1.0.0]\n\n- now\n'])(
		'must exist: %j',
		(text) => {
			expect(() => notesOf(text, '1.1.0')).toThrow('CHANGELOG.md says nothing about 1.1.0');
		},
	);
});

describe('the SBOM of a release', () => {
	const component = (name: string) => ({ 'bom-ref': `${name}@1.0.0`, name });
	const sbom = (libraryNeeds: string[]): Sbom => ({
		metadata: { component: component('main') },
		components: ['library', 'linter', 'other'].map(component),
		dependencies: [
			{ ref: 'main@1.0.0', dependsOn: ['library@1.0.0', 'linter@1.0.0'] },
			{ ref: 'library@1.0.0', dependsOn: libraryNeeds },
			{ ref: 'linter@1.0.0', dependsOn: ['other@1.0.0'] },
		],
	});

	it('names the package and its bundled libraries only', () => {
		expect(shippedOnly(sbom([]), { name: 'our-package' }, ['library'])).toEqual({
			metadata: { component: { ...component('main'), name: 'our-package' } },
			components: [component('library')],
			dependencies: [
				{ ref: 'main@1.0.0', dependsOn: ['library@1.0.0'] },
				{ ref: 'library@1.0.0', dependsOn: [] },
			],
		});
	});

	it.each<[string, Sbom, string[], string]>([
		['a missing library', sbom([]), ['absent'], 'The SBOM does not name absent'],
		['a library of another one', sbom([]), ['other'], 'The SBOM does not name other'],
		[
			'a dependency that would ship unnamed',
			sbom(['other@1.0.0']),
			['library'],
			'A bundled library depends on other@1.0.0',
		],
	])('is not made with %s', (_, all, bundled, message) => {
		expect(() => shippedOnly(all, { name: 'our-package' }, bundled)).toThrow(message);
	});
});

it('the checksums of a release can be read by sha256sum', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'checksums-'));
	try {
		writeFileSync(path.join(folder, 'b.txt'), 'two');
		writeFileSync(path.join(folder, 'a.txt'), 'one');
		const hash = (text: string) => createHash('sha256').update(text).digest('hex');
		expect(checksums(folder)).toBe(`${hash('one')}  a.txt\n${hash('two')}  b.txt\n`);
	} finally {
		rmSync(folder, { recursive: true });
	}
});
