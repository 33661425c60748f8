import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(__dirname, '..', '..', '..');
const lockFile = JSON.stringify({
	packages: {
		'': { name: 'root' },
		'node_modules/a': { version: '1.2.3', integrity: 'sha512-a' },
		'node_modules/a-darwin': { version: '1.2.3', integrity: 'sha512-d', os: ['darwin'] },
	},
});
/** npm skips packages for other platforms. */
const installedTree = JSON.stringify({
	packages: { 'node_modules/a': { version: '1.2.3', integrity: 'sha512-a' } },
});

let clone: string;
beforeEach(() => {
	clone = mkdtempSync(join(tmpdir(), 'setup-test-'));
	cpSync(join(repository, 'scripts', 'setup.mjs'), join(clone, 'scripts', 'setup.mjs'));
	write('package-lock.json', lockFile);
	mkdirSync(join(clone, 'bin'));
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

function write(path: string, text: string): void {
	mkdirSync(dirname(join(clone, path)), { recursive: true });
	writeFileSync(join(clone, path), text);
}

/** Puts an `npm` first in PATH that records its arguments and then runs `script`. */
function fakeNpm(script: string): void {
	const note = `require('fs').appendFileSync(${JSON.stringify(join(clone, 'calls'))}, process.argv.slice(2).join(' ') + '\\n');`;
	write('bin/npm', `#!${process.execPath}\n${note}\n${script}\n`);
	chmodSync(join(clone, 'bin', 'npm'), 0o755);
}

const npmInstalls = `
	require('fs').mkdirSync('node_modules', { recursive: true });
	require('fs').writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(installedTree)});`;

/** The files left by a finished run of the script. */
interface Outcome {
	status: number | null;
	stdout: string;
	stderr: string;
}

function setup(...args: string[]): Outcome {
	return setupWith({}, ...args);
}

function setupWith(env: NodeJS.ProcessEnv, ...args: string[]): Outcome {
	return spawnSync(process.execPath, [join(clone, 'scripts', 'setup.mjs'), ...args], {
		encoding: 'utf8',
		env: { PATH: join(clone, 'bin'), ...env },
	});
}

function npmCalls(): string[] {
	const calls = join(clone, 'calls');
	return existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : [];
}

describe('the set-up script', () => {
	it('installs the packages of the lock file, and nothing the second time', () => {
		fakeNpm(npmInstalls);
		expect(setup()).toMatchObject({ status: 0, stdout: '' });
		expect(setup()).toMatchObject({ status: 0, stdout: '', stderr: '' });
		expect(npmCalls()).toEqual(['ci --ignore-scripts --no-audit --no-fund --loglevel=error']);
	});

	it('installs again when the lock file names another version', () => {
		fakeNpm(npmInstalls);
		setup();
		write('package-lock.json', lockFile.replaceAll('1.2.3', '1.2.4'));
		setup();
		expect(npmCalls()).toHaveLength(2);
	});

	it('installs again when the lock file no longer names an installed package', () => {
		fakeNpm(npmInstalls);
		write('node_modules/.package-lock.json', installedTree.replace('{"node', '{"b":{},"node'));
		setup();
		expect(npmCalls()).toHaveLength(1);
	});

	it("keeps the root's npm settings out of other folders", () => {
		fakeNpm(`
			console.error('npm error legacy peer deps:', process.env.npm_config_legacy_peer_deps);
			console.error('npm error registry:', process.env.npm_config_registry);
			process.exit(1);`);
		write('.npmrc', '# a comment\nlegacy-peer-deps=true\n');
		const { stderr } = setupWith({
			npm_config_legacy_peer_deps: 'true',
			npm_config_registry: 'http://registry.example',
		});
		expect(stderr).toContain('legacy peer deps: undefined');
		expect(stderr).toContain('registry: http://registry.example');
	});

	it('fails with a clear message if there is no npm', () => {
		const { status, stderr } = setup();
		expect(status).toBe(1);
		expect(stderr).toContain("npm can't be started (ENOENT). Is it installed and in PATH?");
	});

	it("shows npm's own message if npm fails, and fails", () => {
		fakeNpm(`console.error('npm error code ENOTFOUND'); process.exit(1);`);
		const { status, stderr } = setup();
		expect(status).toBe(1);
		expect(stderr).toContain('npm error code ENOTFOUND');
		expect(stderr).toContain('npm ended with status 1');
	});
});

describe('the set-up script with --n8n', () => {
	beforeEach(() => {
		write('node_modules/.package-lock.json', installedTree);
		write('test/support/n8n/package.json', '{"dependencies":{"n8n":"2.41.1"}}');
		write('test/support/n8n/package-lock.json', lockFile);
		write('test/support/n8n/node_modules/.package-lock.json', installedTree);
		write('test/e2e/registry/package-lock.json', lockFile);
		write('test/e2e/registry/node_modules/.package-lock.json', installedTree);
		write('test/support/n8n/node_modules/n8n/bin/n8n', "console.log('2.41.1');");
		mkdirSync(join(clone, 'test/support/n8n/node_modules/node/bin'), { recursive: true });
		symlinkSync(process.execPath, join(clone, 'test/support/n8n/node_modules/node/bin/node'));
		// As npm leaves it: a record of the tree next to the platform's runtime.
		write('test/support/n8n/node_modules/node/node_modules/.package-lock.json', '{}');
		write(
			'test/support/n8n/node_modules/node/node_modules/node-linux-riscv64/include/node/node.h',
			'',
		);
	});

	it('does nothing if n8n starts and its database driver loads', () => {
		write('test/support/n8n/node_modules/sqlite3/index.js', '');
		expect(setup('--n8n')).toMatchObject({ status: 0, stdout: '', stderr: '' });
	});

	it('installs the package registry that the tests publish to', () => {
		fakeNpm(npmInstalls);
		write('test/support/n8n/node_modules/sqlite3/index.js', '');
		rmSync(join(clone, 'test/e2e/registry/node_modules'), { recursive: true });
		expect(setup('--n8n')).toMatchObject({ status: 0 });
		expect(npmCalls()).toEqual(['ci --ignore-scripts --no-audit --no-fund --loglevel=error']);
		expect(existsSync(join(clone, 'test/e2e/registry/node_modules/.package-lock.json'))).toBe(true);
	});

	it("builds the database driver with the Node runtime's own headers, on any platform", () => {
		fakeNpm(`
			require('fs').appendFileSync(${JSON.stringify(join(clone, 'calls'))}, process.env.npm_config_nodedir);
			require('fs').mkdirSync('node_modules/sqlite3');
			require('fs').writeFileSync('node_modules/sqlite3/index.js', '');`);
		expect(setup('--n8n')).toMatchObject({ status: 0 });
		const headers = join(
			clone,
			'test/support/n8n/node_modules/node/node_modules/node-linux-riscv64',
		);
		expect(npmCalls()).toEqual(['rebuild sqlite3 --ignore-scripts=false', headers]);
	});

	it('names the missing part if the driver cannot be built, and continues without it', () => {
		fakeNpm(`console.error('gyp ERR! stack Error: Could not find any Python'); process.exit(1);`);
		const { status, stderr } = setup('--n8n');
		expect(status).toBe(0);
		expect(stderr).toContain('Could not find any Python');
		expect(stderr).toContain('apt-get install python3 python3-setuptools make g++');
		expect(stderr).toContain("Node's built-in SQLite");
	});

	it('fails if n8n does not start', () => {
		write('test/support/n8n/node_modules/sqlite3/index.js', '');
		write('test/support/n8n/node_modules/n8n/bin/n8n', "throw new Error('a broken tree');");
		const { status, stderr } = setup('--n8n');
		expect(status).toBe(1);
		expect(stderr).toContain('n8n 2.41.1 does not start');
		expect(stderr).toContain('a broken tree');
	});
});
