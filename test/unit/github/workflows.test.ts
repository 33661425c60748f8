import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What actionlint does not check: a published package is only as trustworthy as its publishing
 * workflow.
 */
const FOLDER = path.join(__dirname, '../../../.github/workflows');
const files = readdirSync(FOLDER);
const linesOf = (file: string) => readFileSync(path.join(FOLDER, file), 'utf8').split('\n');
const linesWith = (part: string) =>
	files.flatMap((file) =>
		linesOf(file)
			.filter((line) => line.includes(part))
			.map((line) => `${file}: ${line.trim()}`),
	);

describe('the GitHub workflows', () => {
	it('pin every action to a commit and name its version', () => {
		const actions = linesWith('uses:');
		expect(actions.length).toBeGreaterThan(5);
		for (const line of actions) {
			expect(line).toMatch(/ uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});

	it.each(files)('have read permission only by default: %s', (file) => {
		const lines = linesOf(file);
		const rights = lines.slice(lines.indexOf('permissions:') + 1);
		expect(rights.slice(0, rights.indexOf(''))).toEqual(['  contents: read']);
	});

	it('have write permission only to open an issue, prove provenance and attach a release', () => {
		expect(linesWith(': write')).toEqual([
			'drift.yml: issues: write',
			'publish.yml: id-token: write',
			'publish.yml: contents: write',
		]);
	});

	it('leave no GitHub token in the checkout', () => {
		const checkouts = linesWith('actions/checkout@');
		expect(linesWith('persist-credentials: false')).toHaveLength(checkouts.length);
	});

	it('contain no secret: npm trusts the workflow itself', () => {
		expect([...linesWith('secrets.'), ...linesWith('NODE_AUTH_TOKEN')]).toEqual([]);
	});
});
