import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from './packages.mjs';
import { lastLines, npm, run, say, SetupError } from './steps.mjs';

/**
 * Installs the real n8n into `folder` (test/support/n8n), with the Node runtime that it needs (from the npm package
 * `node`, whatever Node the machine has: the same everywhere) and its database driver, and checks that
 * both start.
 */
export async function prepareRealN8n(folder) {
	await installPackages(folder, 'the real n8n, about 3 GB and 4 minutes');
	const node = await provideNode(folder);
	await provideSqlite(folder, node);

	const n8n = spawnSync(node, [join(folder, 'node_modules', 'n8n', 'bin', 'n8n'), '--version'], {
		encoding: 'utf8',
	});
	const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies.n8n;
	if (n8n.stdout?.trim() !== wanted) {
		throw new SetupError(
			`n8n ${wanted} does not start:\n${lastLines(`${n8n.error ?? ''}${n8n.stderr}`, 15)}`,
		);
	}
}

/** The path of the Node of the npm package `node`, whose install script puts the platform's binary in place. */
export async function provideNode(folder) {
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	const node = join(folder, 'node_modules', 'node', 'bin', file);
	const starts = () => spawnSync(node, ['--version']).status === 0;
	if (!starts()) {
		await npm('fetching the Node runtime for n8n', ['rebuild', 'node', '--ignore-scripts=false'], {
			cwd: folder,
		});
	}
	if (!starts()) {
		throw new SetupError(
			`The npm package "node" has no runtime that starts on ${process.platform}-${process.arch}.`,
		);
	}
	return node;
}

/**
 * n8n's database driver, `sqlite3`, is native. Its own install step takes a prebuilt binary from the
 * driver's release page or else compiles. Where neither is to be had, test/support/n8n/nodeSqliteDriver.cjs serves
 * n8n from Node's built-in SQLite instead (test/support/n8n/runtime.ts decides at start, by whether the driver loads).
 */
async function provideSqlite(folder, node) {
	const driver = join(folder, 'node_modules', 'sqlite3');
	const loads = () => spawnSync(node, ['-e', `require(${JSON.stringify(driver)})`]).status === 0;
	if (loads()) return;
	if (process.env.E2E_SQLITE !== 'builtin') {
		const env = { ...process.env };
		env.PATH = join(node, '..') + delimiter + env.PATH;
		const headers = headersOf(folder);
		if (headers !== undefined) env.npm_config_nodedir = headers;
		const title = "building n8n's database driver, about 2 minutes";
		const { output } = await run(title, 'npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: folder,
			env,
		});
		if (loads()) return;
		const reasons = output
			.split('\n')
			.filter((line) => /stack Error:|not found|No module/.test(line));
		say(`the database driver can't be built here:\n${reasons.slice(0, 4).join('\n')}`);
		say(
			'it needs python3, make and g++ (Debian: apt-get install python3 python3-setuptools make g++).',
		);
	}
	say("n8n will run on Node's built-in SQLite instead.");
}

/** The C++ headers beside the runtime: node-gyp would otherwise download them from another host than the registry. */
function headersOf(folder) {
	const runtimes = join(folder, 'node_modules', 'node', 'node_modules');
	if (!existsSync(runtimes)) return undefined;
	return readdirSync(runtimes)
		.map((name) => join(runtimes, name))
		.find((path) => existsSync(join(path, 'include', 'node', 'node.h')));
}
