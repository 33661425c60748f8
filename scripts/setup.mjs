/**
 * Makes node_modules match the lock files, so that a fresh clone needs nothing but Node and npm.
 *
 *   node scripts/setup.mjs          the package's own development dependencies
 *   node scripts/setup.mjs --n8n    also the real n8n of test/support/n8n (or of the folder that E2E_N8N names) with the
 *                                   Node runtime it needs, and the package registry of the tests
 *
 * Uses only built-ins, because it runs before anything is installed. If everything is in place, it
 * does nothing and takes a fraction of a second. Writes only to stderr: stdout belongs to the next
 * command.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const oldestNode = [20, 19];

const say = (line) => process.stderr.write(`setup: ${line}\n`);

function fail(reason) {
	say(`FAILED. ${reason}`);
	process.exit(1);
}

/** Runs npm in a folder, with its output on stderr unless `stdio` says otherwise. */
function npm(title, cwd, parameters, { env = process.env, stdio = ['ignore', 2, 2] } = {}) {
	say(`${title} …`);
	// On Windows npm is a .cmd file, which only a shell can start.
	const shell = process.platform === 'win32';
	const started = Date.now();
	const ended = spawnSync('npm', parameters, { cwd, env, stdio, shell, encoding: 'utf8' });
	if (ended.error) fail(`npm can't be started (${ended.error.code}). Is it installed and in PATH?`);
	say(`${title}: ${Math.round((Date.now() - started) / 1000)} s`);
	return ended;
}

/** Installs the packages of package-lock.json into a folder, unless they are already there. */
function installPackages(folder, what) {
	if (isInstalled(folder)) return;
	// Install scripts stay off: several download prebuilt binaries from other hosts than the
	// registry. n8n's packages cause hundreds of warnings that we can't act on.
	const parameters = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const { status } = npm(`installing ${what}`, folder, parameters);
	if (status !== 0) fail(`npm ended with status ${status} in ${folder}.`);
}

/**
 * Whether node_modules matches the lock file. npm writes its record of the installed tree at the
 * end of each install, so an interrupted install does not count, and neither does one of an older
 * lock file. Packages for other platforms and failed optional ones are only in the lock file.
 */
function isInstalled(folder) {
	const wanted = packagesOf(join(folder, 'package-lock.json'));
	const present = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
	if (wanted === undefined || present === undefined) return false;
	if (Object.keys(present).some((path) => !(path in wanted))) return false;
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === '') return true;
		const installed = present[path];
		if (installed === undefined) return Boolean(entry.optional || entry.os || entry.cpu);
		return installed.version === entry.version && installed.integrity === entry.integrity;
	});
}

function packagesOf(lockFile) {
	try {
		return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

/**
 * Removes npm's settings from the environment. `npm run` passes the root's .npmrc in the
 * environment, where it overrides another folder's .npmrc: with the root's legacy-peer-deps, n8n
 * would be installed without some of its packages.
 */
function forgetNpmSettings() {
	const file = join(root, '.npmrc');
	if (!existsSync(file)) return;
	for (const [, name] of readFileSync(file, 'utf8').matchAll(/^([\w-]+)\s*=/gm)) {
		delete process.env[`npm_config_${name.replaceAll('-', '_')}`];
	}
}

/** Installs the real n8n, with its Node runtime and database driver. */
function prepareRealN8n(folder) {
	installPackages(folder, 'the real n8n, about 3 GB and 4 minutes');
	const node = provideNode(folder);
	provideSqlite(folder, node);

	const n8n = spawnSync(node, [join(folder, 'node_modules', 'n8n', 'bin', 'n8n'), '--version'], {
		encoding: 'utf8',
	});
	const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies.n8n;
	if (n8n.stdout?.trim() !== wanted) {
		fail(`n8n ${wanted} does not start:\n${n8n.error ?? ''}${n8n.stderr}`);
	}
}

/**
 * Returns the path of Node from the npm package `node`, whose install script adds the platform's
 * binary.
 */
function provideNode(folder) {
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	const node = join(folder, 'node_modules', 'node', 'bin', file);
	const starts = () => spawnSync(node, ['--version']).status === 0;
	if (!starts()) {
		const parameters = ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'];
		npm('fetching the Node runtime for n8n', folder, parameters);
	}
	if (!starts()) {
		fail(`The npm package "node" has no runtime for ${process.platform}-${process.arch}.`);
	}
	return node;
}

/**
 * Installs n8n's native database driver, `sqlite3`. Its install step downloads a prebuilt binary
 * from the driver's release page or compiles one. If neither works,
 * test/support/n8n/nodeSqliteDriver.cjs uses Node's built-in SQLite instead
 * (test/support/n8n/runtime.ts decides at start, by whether the driver loads).
 */
function provideSqlite(folder, node) {
	const driver = join(folder, 'node_modules', 'sqlite3');
	const loads = () => spawnSync(node, ['-e', `require(${JSON.stringify(driver)})`]).status === 0;
	if (loads()) return;
	if (process.env.E2E_SQLITE !== 'builtin') {
		const env = { ...process.env, PATH: join(node, '..') + delimiter + process.env.PATH };
		const headers = headersOf(folder);
		if (headers !== undefined) env.npm_config_nodedir = headers;
		const parameters = ['rebuild', 'sqlite3', '--ignore-scripts=false'];
		const title = "building n8n's database driver, about 2 minutes";
		const { stdout, stderr } = npm(title, folder, parameters, { env, stdio: 'pipe' });
		if (loads()) return;
		const reasons = `${stdout}${stderr}`
			.split('\n')
			.filter((line) => /stack Error:|not found|No module/.test(line));
		say(`the database driver can't be built here:\n${reasons.slice(0, 4).join('\n')}`);
		say(
			'it needs python3, make and g++ (Debian: apt-get install python3 python3-setuptools make g++).',
		);
	}
	say("n8n will run on Node's built-in SQLite instead.");
}

/**
 * Returns the runtime's own C++ headers: node-gyp would otherwise download them from another host.
 */
function headersOf(folder) {
	const runtimes = join(folder, 'node_modules', 'node', 'node_modules');
	if (!existsSync(runtimes)) return undefined;
	return readdirSync(runtimes)
		.map((name) => join(runtimes, name))
		.find((path) => existsSync(join(path, 'include', 'node', 'node.h')));
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
	fail(`Node ${oldestNode.join('.')} or newer is needed; this is ${process.version}.`);
}
forgetNpmSettings();
installPackages(root, 'development dependencies, about 500 MB');
if (process.argv.includes('--n8n')) {
	prepareRealN8n(process.env.E2E_N8N ?? join(root, 'test/support/n8n'));
	installPackages(join(root, 'test/e2e/registry'), 'a package registry, about 65 MB');
}
