/**
 * Makes node_modules match the lock files, so that a fresh clone needs nothing but Node and npm.
 *
 *   node scripts/setup.mjs          the package's own development dependencies
 *   node scripts/setup.mjs --n8n    also the real n8n of test/support/n8n (or of the folder that E2E_N8N names) with the
 *                                   Node runtime it needs, and the package registry of the tests
 *
 * Built-ins only: it runs before anything is installed. Does nothing, in a fraction of a second,
 * when all is in place. Writes to stderr only: the standard output belongs to the command that
 * comes after.
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

/** Runs npm in a folder, with what it writes on stderr unless `stdio` says otherwise. */
function npm(title, cwd, parameters, { env = process.env, stdio = ['ignore', 2, 2] } = {}) {
	say(`${title} …`);
	// On Windows npm is a .cmd file, which only a shell can start.
	const shell = process.platform === 'win32';
	const ended = spawnSync('npm', parameters, { cwd, env, stdio, shell, encoding: 'utf8' });
	if (ended.error) fail(`npm can't be started (${ended.error.code}). Is it installed and in PATH?`);
	return ended;
}

/** Installs what package-lock.json names into a folder, unless it is all there already. */
function installPackages(folder, what) {
	if (isInstalled(folder)) return;
	// Install scripts stay off: several download prebuilt binaries from other hosts than the
	// registry. n8n's packages cause hundreds of warnings that nobody here can act on.
	const parameters = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	const { status } = npm(`installing ${what}`, folder, parameters);
	if (status !== 0) fail(`npm ended with status ${status} in ${folder}.`);
}

/**
 * Whether node_modules holds what the lock file names. npm writes its own record of the installed
 * tree at the end of each install, so an install that broke off doesn't count, and neither does one
 * of an older lock file. Packages for other platforms, and optional ones that failed, are in the
 * lock file only.
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
 * `npm run` hands the settings of the root's .npmrc on in the environment, where they outrank the
 * .npmrc of another folder: with the root's legacy-peer-deps, n8n would be installed without a part
 * of its packages.
 */
function forgetNpmSettings() {
	const file = join(root, '.npmrc');
	if (!existsSync(file)) return;
	for (const [, name] of readFileSync(file, 'utf8').matchAll(/^([\w-]+)\s*=/gm)) {
		delete process.env[`npm_config_${name.replaceAll('-', '_')}`];
	}
}

/** The real n8n, with the Node runtime and the database driver that it needs. */
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
 * The path of the Node of the npm package `node`, whose install script puts the platform's binary
 * in place.
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
 * n8n's database driver, `sqlite3`, is native. Its own install step takes a prebuilt binary from
 * the driver's release page or else compiles. Where neither is to be had,
 * test/support/n8n/nodeSqliteDriver.cjs serves n8n from Node's built-in SQLite instead
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
 * The C++ headers that come with the runtime: node-gyp would otherwise download them from another
 * host.
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
