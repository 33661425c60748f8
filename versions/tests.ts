import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { countJest, type Count, type JestReport } from '../scripts/count';
import { environmentOf, run } from './command';
import { install, installedVersion, installNode } from './install';
import type { Versions } from './result';
import { ROOT, SCRATCH, type Target } from './target';

/** The tests of one run, what they ran on, and which of them failed. */
export interface Tested extends Count {
	versions: Versions;
	failures: string[];
}

/** The part of jest's `--json` report that names tests. */
interface NamedTests extends JestReport {
	testResults: Array<{
		name: string;
		message: string;
		assertionResults: Array<{ status: string; fullName: string }>;
	}>;
}

/** The engine tests on the n8n-core and n8n-workflow of a line, and the tests that it is truly those. */
export async function runEngine({ name, n8n = '', node = '', isTooOld }: Target): Promise<Tested> {
	const at = `engine/${name}`;
	const line = await install('packages', path.join(__dirname, at), at);
	const tested = await jest(`engine-${name}`, await installNode(node), {
		config: 'versions/engine/jest.config.js',
		env: { VERSIONS_ENGINE: line, VERSIONS_SUPPORTED: isTooOld ? '0' : '1' },
	});
	return { ...tested, versions: { n8n, ...tested.versions, ...engineIn(line) } };
}

/** The unit and engine tests of `npm test` on another Node. */
export async function runOnNode({ name }: Target): Promise<Tested> {
	const tested = await jest(`node-${name}`, await installNode(name), { config: 'jest.config.js' });
	return { ...tested, versions: { ...tested.versions, ...engineIn(ROOT) } };
}

function engineIn(folder: string): Versions {
	return {
		'n8n-core': installedVersion(folder, 'n8n-core'),
		'n8n-workflow': installedVersion(folder, 'n8n-workflow'),
	};
}

interface JestRun {
	config: string;
	env?: NodeJS.ProcessEnv;
}

async function jest(log: string, node: string, { config, env = {} }: JestRun): Promise<Tested> {
	const report = path.join(SCRATCH, `${log}.json`);
	mkdirSync(SCRATCH, { recursive: true });
	rmSync(report, { force: true });
	const program = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	const parameters = ['--config', config, '--json', `--outputFile=${report}`, '--silent'];
	const environment = environmentOf(node, { TEST_BUILT_PACKAGE: '1', ...env });
	const { succeeded } = await run(log, [node, program, ...parameters], environment);
	const { output } = await run(`${log}-node`, [node, '--version']);
	const found = readReport(report);
	return {
		...countJest(found, succeeded),
		failures: failuresIn(found),
		versions: { node: output.trim().replace(/^v/, '') },
	};
}

function readReport(file: string): NamedTests | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as NamedTests;
	} catch {
		return undefined;
	}
}

/** The failed tests by file and name; a file that could not even run by the first line of the reason. */
function failuresIn(report: NamedTests | undefined): string[] {
	return (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
		const file = path.relative(ROOT, name).split(path.sep).join('/');
		const failed = assertionResults.filter(({ status }) => status === 'failed');
		if (failed.length > 0) return failed.map(({ fullName }) => `${file}: ${fullName}`);
		const couldRun = assertionResults.length > 0 || message === '';
		return couldRun ? [] : [`${file}: ${message.trim().split('\n')[0] ?? ''}`];
	});
}
