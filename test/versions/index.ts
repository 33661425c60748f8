/**
 * `npm run test:versions`: the package on other versions of n8n and Node. Installs them below
 * `.tmp/versions`, including two real n8n of 3 GB each, prints a table for docs/compatibility.md,
 * and exits with 1 if anything failed.
 *
 * `-- engine` and `-- 'node 22'` run the targets whose names begin with that; `-- --n8n 2.42.0`
 * runs the demo in that n8n version.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nodeIn } from '../support/n8n/runtime';
import { countJest, type JestReport, summaryLine } from '../../scripts/count';
import { testedCommit } from '../../scripts/testedCommit';
import { nameOf, type Target, TARGETS } from './target';

const ROOT = path.resolve(__dirname, '../..');
const SCRATCH = path.join(ROOT, '.tmp', 'versions');
const INSTALL = ['install', '--no-audit', '--no-fund'];

interface Manifest {
	dependencies: Record<string, string>;
	overrides?: Record<string, string> | undefined;
}

interface Outcome {
	passed: boolean;
	/** A row of the table. */
	summary: string;
}

/** Runs a program, shows its output, and returns whether its exit status was 0. */
function run(program: string, parameters: string[], env: NodeJS.ProcessEnv, cwd = ROOT): boolean {
	// On Windows npm is a .cmd file, which only a shell can start.
	const shell = program === 'npm' && process.platform === 'win32';
	const { status, error } = spawnSync(program, parameters, {
		cwd,
		shell,
		stdio: 'inherit',
		env: { ...process.env, ...env },
	});
	if (error) throw error;
	return status === 0;
}

const folderOf = (target: Target): string => nameOf(target).replace(' ', '-');

/** Runs npm in a separate folder whose package.json names these packages. */
function npmIn(name: string, manifest: Manifest, ...parameters: string[]): string {
	const folder = path.join(SCRATCH, name);
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		path.join(folder, 'package.json'),
		JSON.stringify({ private: true, ...manifest }, null, '\t'),
	);
	// `npm run` passes this setting of the repository on; n8n would lack packages.
	const env = { npm_config_legacy_peer_deps: 'false' };
	if (!run('npm', parameters, env, folder)) throw new Error(`npm can't install ${name}`);
	return folder;
}

function installNode(version: string): string {
	const manifest = { dependencies: { node: version } };
	// Its install script puts the binary of this platform in place.
	return nodeIn(npmIn(`node-${version}`, manifest, ...INSTALL, '--ignore-scripts=false'));
}

function jest(target: Target, config: string, env: NodeJS.ProcessEnv = {}): Outcome {
	const report = path.join(SCRATCH, `${folderOf(target)}.json`);
	const node = installNode(String(target.node));
	// First in PATH, so that a test that starts `node` gets the same.
	const PATH = path.dirname(node) + path.delimiter + (process.env['PATH'] ?? '');
	const program = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	const parameters = ['--config', config, '--json', `--outputFile=${report}`, '--silent'];
	rmSync(report, { force: true });
	const succeeded = run(node, [program, ...parameters], { PATH, TEST_BUILT_PACKAGE: '1', ...env });
	const count = countJest(readReport(report), succeeded);
	return { passed: count.failed === 0, summary: summaryLine(count) };
}

function readReport(file: string): JestReport | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as JestReport;
	} catch {
		return undefined;
	}
}

function runEngine(target: Target): Outcome {
	const manifest = { dependencies: { ...target.packages } };
	const folder = npmIn(folderOf(target), manifest, ...INSTALL, '--ignore-scripts');
	return jest(target, 'test/versions/engine/jest.config.js', {
		VERSIONS_ENGINE: folder,
		VERSIONS_SUPPORTED: target.isTooOld ? '0' : '1',
	});
}

/** `npm run demo -- --once`, with the n8n that a folder's lock file names. */
function runDemo(target: Target): Outcome {
	const { dependencies, overrides } = JSON.parse(
		readFileSync(path.join(ROOT, 'test/support/n8n/package.json'), 'utf8'),
	) as Manifest;
	const manifest = { dependencies: { ...dependencies, n8n: target.version }, overrides };
	const folder = npmIn(folderOf(target), manifest, ...INSTALL, '--package-lock-only');
	const passed = run('npm', ['run', 'demo', '--', '--once'], { E2E_N8N: folder });
	return { passed, summary: passed ? 'passed' : 'failed' };
}

/** A target that can't be installed or started has failed; the others still run. */
function outcomeOf(target: Target): Outcome {
	console.log(`\n=== ${nameOf(target)}`);
	try {
		if (target.kind === 'engine') return runEngine(target);
		return target.kind === 'demo' ? runDemo(target) : jest(target, 'jest.config.js');
	} catch (error) {
		return { passed: false, summary: error instanceof Error ? error.message : String(error) };
	}
}

function chosen(names: string[], versions: string[]): Target[] {
	const demos = versions.map((version): Target => ({ kind: 'demo', version }));
	if (names.length === 0) return demos.length > 0 ? demos : TARGETS;
	const found = names.map((name) => TARGETS.filter((target) => nameOf(target).startsWith(name)));
	const unknown = names.filter((_, index) => found[index]?.length === 0);
	if (unknown.length > 0) throw new Error(`There is no such target: ${unknown.join(', ')}`);
	return [...new Set(found.flat()), ...demos];
}

const { values, positionals } = parseArgs({
	options: { n8n: { type: 'string', multiple: true, default: [] } },
	allowPositionals: true,
});
const rows = chosen(positionals, values.n8n).map((target) => ({
	target,
	outcome: outcomeOf(target),
	date: new Date().toISOString().slice(0, 10),
}));
const commit = testedCommit(ROOT, ['core', 'credentials', 'nodes', 'test', 'sandbox']);
console.log('\n| What | Node | Result | Date | Commit |\n|---|---|---|---|---|');
for (const { target, outcome, date } of rows) {
	const cells = [nameOf(target), target.node ?? 'its own', outcome.summary, date, commit];
	console.log(`| ${cells.join(' | ')} |`);
}
if (rows.some(({ outcome }) => !outcome.passed)) process.exitCode = 1;
