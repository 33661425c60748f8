/**
 * Runs all steps of `npm test` sequentially, even when one fails. Each step before the tests counts
 * as one check, and each test as one; the last line is the sum, and the exit status is 1 if
 * anything failed.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { countJest, type Count, type JestReport, summaryLine } from './count';

const ROOT = path.resolve(__dirname, '..');
const JEST_REPORT = path.join(ROOT, '.tmp', 'jest-report.json');

/** One step; its program is a JavaScript file from this repository's node_modules. */
interface Step {
	title: string;
	program: string;
	parameters: string[];
}

const STEPS: Step[] = [
	{ title: 'format', program: 'prettier/bin/prettier.cjs', parameters: ['--check', '.'] },
	{ title: 'lint', program: 'eslint/bin/eslint.js', parameters: ['.', '--max-warnings', '0'] },
	{ title: 'types', program: 'typescript/bin/tsc', parameters: ['-p', 'tsconfig.json'] },
	{ title: 'build', program: 'gulp/bin/gulp.js', parameters: ['build', '--silent'] },
	{
		title: 'GitHub workflows',
		program: 'tsx/dist/cli.mjs',
		parameters: ['scripts/lintWorkflows.ts'],
	},
	{ title: "n8n's scanner", program: 'tsx/dist/cli.mjs', parameters: ['scripts/scan.ts'] },
];

/** Runs one program; resolves to whether its exit status was 0. */
function run({ program, parameters }: Step): Promise<boolean> {
	const file = path.join(ROOT, 'node_modules', program);
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [file, ...parameters], {
			cwd: ROOT,
			stdio: 'inherit',
			// See jest.config.js: the tests use the output of the build step.
			env: { ...process.env, TEST_BUILT_PACKAGE: '1' },
		});
		child.on('error', (error) => {
			console.error(error);
			resolve(false);
		});
		child.on('exit', (code) => resolve(code === 0));
	});
}

async function runTimed(step: Step): Promise<boolean> {
	console.log(`\n=== ${step.title}`);
	const started = Date.now();
	const passed = await run(step);
	const seconds = ((Date.now() - started) / 1000).toFixed(1);
	console.log(`=== ${step.title}: ${passed ? 'passed' : 'FAILED'} after ${seconds} s`);
	return passed;
}

function readJestReport(): JestReport | undefined {
	try {
		return JSON.parse(readFileSync(JEST_REPORT, 'utf8')) as JestReport;
	} catch {
		return undefined;
	}
}

async function main(): Promise<void> {
	const total: Count = { passed: 0, failed: 0, skipped: 0 };
	const failures: string[] = [];
	for (const step of STEPS) {
		if (await runTimed(step)) total.passed++;
		else {
			total.failed++;
			failures.push(step.title);
		}
	}

	mkdirSync(path.dirname(JEST_REPORT), { recursive: true });
	rmSync(JEST_REPORT, { force: true });
	const jestPassed = await runTimed({
		title: 'unit, property and engine tests',
		program: 'jest/bin/jest.js',
		parameters: ['--json', `--outputFile=${JEST_REPORT}`],
	});
	const tests = countJest(readJestReport(), jestPassed);
	total.passed += tests.passed;
	total.failed += tests.failed;
	total.skipped += tests.skipped;
	if (tests.failed > 0) failures.push(`tests (${tests.failed})`);

	if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
	console.log(`\n${summaryLine(total)}`);
	if (total.failed > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
