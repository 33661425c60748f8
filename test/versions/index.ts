/**
 * `npm run test:versions`: the package on other versions of n8n and Node. Installs them below
 * `.tmp/versions`, including six real n8n of 3 GB each, prints a table for docs/compatibility.md,
 * and exits with 1 if anything failed.
 *
 * `-- engine` and `-- 'node 22'` run the targets whose names begin with that; `-- --n8n 2.42.0`
 * runs the demo in that n8n version.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Figures } from '../chaos/tally';
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

/**
 * Runs a program on the target's Node.
 * @param report the JSON file that it writes
 */
function onNode<Report>(
	target: Target,
	env: NodeJS.ProcessEnv,
	parametersFor: (report: string) => string[],
): { succeeded: boolean; report: Report | undefined } {
	const file = path.join(SCRATCH, `${target.kind}-${target.version}.json`);
	const node = installNode(String(target.node));
	// First in PATH, so that a test that starts `node` gets the same.
	const PATH = path.dirname(node) + path.delimiter + (process.env['PATH'] ?? '');
	rmSync(file, { force: true });
	const succeeded = run(node, parametersFor(file), { PATH, ...env });
	return { succeeded, report: readJson<Report>(file) };
}

function jest(target: Target, config: string, env: NodeJS.ProcessEnv = {}): Outcome {
	const program = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	const { succeeded, report } = onNode<JestReport>(
		target,
		{ TEST_BUILT_PACKAGE: '1', ...env },
		(file) => [program, '--config', config, '--json', `--outputFile=${file}`, '--silent'],
	);
	const count = countJest(report, succeeded);
	return { passed: count.failed === 0, summary: summaryLine(count) };
}

function readJson<T>(file: string): T | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as T;
	} catch {
		return undefined;
	}
}

function installEngine({ version, packages }: Target): string {
	const manifest = { dependencies: { ...packages } };
	return npmIn(`engine-${version}`, manifest, ...INSTALL, '--ignore-scripts');
}

function runEngine(target: Target): Outcome {
	return jest(target, 'test/versions/engine/jest.config.js', {
		VERSIONS_ENGINE: installEngine(target),
		VERSIONS_SUPPORTED: target.isTooOld ? '0' : '1',
	});
}

/** The whole chaos suite but for its parts with a real n8n. */
function runChaos(target: Target): Outcome {
	const loadEngine = path.join(__dirname, 'engine', 'require.cjs');
	const { succeeded, report } = onNode<Figures>(
		target,
		{ VERSIONS_ENGINE: installEngine(target) },
		(file) => [
			...['--require', loadEngine, '--import', 'tsx', 'test/chaos/index.ts'],
			...['--only', '.', '--json', file],
		],
	);
	if (!report) return { passed: false, summary: 'failed' };
	const { runs, duplicates, lost, hung } = report;
	const summary = `${runs} runs: ${duplicates} done twice, ${lost} lost, ${hung} hung`;
	return { passed: succeeded, summary: succeeded ? summary : `${summary}; failed` };
}

/** Runs an npm script with the n8n that a folder's lock file names. */
function withN8n(target: Target, script: string[]): Outcome {
	const { dependencies, overrides } = JSON.parse(
		readFileSync(path.join(ROOT, 'test/support/n8n/package.json'), 'utf8'),
	) as Manifest;
	const manifest = {
		dependencies: { ...dependencies, n8n: target.version },
		// n8n up to 2.33 takes it from another host than the registry; no test reads a spreadsheet.
		overrides: { ...overrides, xlsx: '0.18.5' },
	};
	const folder = npmIn(`n8n-${target.version}`, manifest, ...INSTALL, '--package-lock-only');
	const passed = run('npm', ['run', ...script], { E2E_N8N: folder });
	return { passed, summary: passed ? 'passed' : 'failed' };
}

const RUNS: Record<Target['kind'], (target: Target) => Outcome> = {
	engine: runEngine,
	chaos: runChaos,
	node: (target) => jest(target, 'jest.config.js'),
	demo: (target) => withN8n(target, ['demo', '--', '--once']),
	triggers: (target) => withN8n(target, ['test:e2e', '--', 'lifecycle.']),
};

/** A target that can't be installed or started has failed; the others still run. */
function outcomeOf(target: Target): Outcome {
	console.log(`\n=== ${nameOf(target)}`);
	try {
		return RUNS[target.kind](target);
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
