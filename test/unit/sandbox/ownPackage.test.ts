import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../..');
const SANDBOX = path.join(ROOT, 'sandbox');

interface Manifest {
	version: string;
	license: string;
	engines: Record<string, string>;
	repository: { url: string };
	dependencies: Record<string, string>;
	devDependencies: Record<string, string>;
}
const manifest = (folder: string) =>
	JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;

/** The external imports of the sources, as package names. */
function imported(): Set<string> {
	const sources = readdirSync(SANDBOX, { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(ts|mjs)$/.test(name))
		.map((name) => readFileSync(path.join(SANDBOX, name), 'utf8'));
	const specifiers = sources.flatMap((source) =>
		[...source.matchAll(/(?:from |import\()'([^.'][^']*)'/g)].map(
			([, specifier = '']) => specifier,
		),
	);
	return new Set(
		specifiers
			.filter((specifier) => !specifier.startsWith('node:'))
			.map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? ''),
	);
}

describe('the sandbox as a package of its own', () => {
	test('names exactly the packages that it imports, in the versions tested here', () => {
		const { dependencies } = manifest(SANDBOX);
		expect(Object.keys(dependencies).sort()).toEqual([...imported()].sort());
		const { devDependencies } = manifest(ROOT);
		for (const [name, version] of Object.entries(dependencies)) {
			expect([name, version]).toEqual([name, devDependencies[name]]);
		}
	});

	test('has the version, the licence and the requirements of the repository', () => {
		const [own, root] = [manifest(SANDBOX), manifest(ROOT)];
		expect([own.version, own.license, own.engines]).toEqual([
			root.version,
			root.license,
			root.engines,
		]);
		expect(own.repository).toMatchObject(root.repository);
		expect(readFileSync(path.join(SANDBOX, 'LICENSE.md'), 'utf8')).toBe(
			readFileSync(path.join(ROOT, 'LICENSE.md'), 'utf8'),
		);
	});

	test('packs everything in its folder', () => {
		const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
		const listed = execFileSync(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: SANDBOX,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
			shell: process.platform === 'win32',
		});
		const [packed] = JSON.parse(listed) as Array<{ files: Array<{ path: string }> }>;
		const there = readdirSync(SANDBOX, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) =>
				path.relative(SANDBOX, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
			);
		expect(packed?.files.map((file) => file.path).sort()).toEqual(there.sort());
	});
});
