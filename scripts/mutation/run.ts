/**
 * Mutation testing. Without parameters all of core/, and docs/mutation.md is written anew; with files or folders only those. What
 * a former run found out about mutants and tests that are still the same is taken over, unless .tmp/mutation is deleted.
 * Exit status 1 under the score of stryker.config.mjs, or when the survivors and scripts/mutation/reasons.ts do not match.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testedCommit } from '../testedCommit';
import { mutationPage } from './page';
import { REASONS } from './reasons';
import type { MutationReport } from './report';

const ROOT = path.resolve(__dirname, '..', '..');
const STRYKER = path.join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const REPORT = path.join(ROOT, '.tmp', 'mutation', 'report.json');
const PAGE = path.join(ROOT, 'docs', 'mutation.md');

function stryker(parameters: string[]): boolean {
	const command = [STRYKER, 'run', '--incremental', ...parameters];
	const { status } = spawnSync(process.execPath, command, { cwd: ROOT, stdio: 'inherit' });
	return status === 0;
}

function pattern(given: string): string {
	const file = path.relative(ROOT, path.resolve(given));
	return statSync(path.join(ROOT, file)).isDirectory() ? `${file}/**/*.ts` : file;
}

function writePage(): boolean {
	const report = JSON.parse(readFileSync(REPORT, 'utf8')) as MutationReport;
	const { markdown, unexplained, outdated } = mutationPage(
		report,
		REASONS,
		testedCommit(ROOT, ['core', 'test/unit']),
	);
	writeFileSync(PAGE, markdown);
	for (const { file, line, replacement } of unexplained) {
		console.error(`No reason is given for a survivor: ${file}: ${line} → ${replacement}`);
	}
	for (const { file, line, replacement = 'anything' } of outdated) {
		console.error(`A reason has no survivor any more: ${file}: ${line} → ${replacement}`);
	}
	return unexplained.length + outdated.length === 0;
}

function main(): boolean {
	const chosen = process.argv.slice(2);
	if (chosen.length > 0) {
		return stryker(['--mutate', chosen.map(pattern).join(',')]);
	}
	const isGoodEnough = stryker([]);
	return writePage() && isGoodEnough;
}

if (!main()) process.exitCode = 1;
