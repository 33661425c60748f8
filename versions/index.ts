/**
 * `npm run versions`: the package on the versions of n8n and Node that it is said to run on. Installs them below `.tmp/versions`, a
 * real n8n of 3 GB among them. Ends with 1 if anything failed.
 *
 * `-- --engine`, `--demo`, `--node 22` and `--only 2.20` choose parts; `--record` writes what came of them to docs/compatibility.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { testedCommit } from '../scripts/testedCommit';
import { type Demonstrated, runDemo } from './demo';
import { page } from './page';
import { type Compatibility, hasPassed, merged, type Result } from './result';
import { chosen, ROOT, type Target, TARGETS } from './target';
import { runEngine, runOnNode } from './tests';

const { values } = parseArgs({
	options: {
		engine: { type: 'boolean', default: false },
		demo: { type: 'boolean', default: false },
		node: { type: 'string', multiple: true, default: [] },
		only: { type: 'string', multiple: true, default: [] },
		record: { type: 'boolean', default: false },
	},
});
const RUNS = { engine: runEngine, node: runOnNode, demo: runDemo };
const PAGE = path.join(ROOT, 'docs', 'compatibility.md');
const RECORD = path.join(ROOT, 'docs', 'compatibility.json');
/** What the runs test; other files of the repository may differ from the commit. */
const TESTED = ['core', 'credentials', 'nodes', 'test', 'sandbox', 'package-lock.json'];

async function main(): Promise<boolean> {
	const results: Result[] = [];
	let notInstallable: Compatibility['notInstallable'] | undefined;
	for (const target of chosen(values)) {
		console.log(`\n=== ${target.kind} ${target.name}`);
		const found = await outcomeOf(target);
		const date = new Date().toISOString().slice(0, 10);
		notInstallable = found.notInstallable?.map((one) => ({ ...one, date })) ?? notInstallable;
		const { versions, passed, failed, skipped, failures } = found;
		results.push({
			...{ kind: target.kind, name: target.name, versions, passed, failed, skipped, failures },
			...{ date, commit: testedCommit(ROOT, TESTED) },
		});
		if (values.record) await record(results, notInstallable);
	}
	console.log(`\n${page(merged({ results: [] }, results, notInstallable, TARGETS))}`);
	return results.every(hasPassed);
}

/** What could not even be installed or started is one failure of its own, and the other targets go on. */
async function outcomeOf(target: Target): Promise<Demonstrated> {
	try {
		return await RUNS[target.kind](target);
	} catch (error) {
		const { name, n8n, kind } = target;
		const reason = error instanceof Error ? error.message : String(error);
		console.error(reason);
		return {
			versions: kind === 'node' ? { node: name } : { n8n: n8n ?? name },
			...{ passed: 0, failed: 1, skipped: 0, failures: [reason.trim().split('\n')[0] ?? ''] },
		};
	}
}

async function record(
	results: Result[],
	notInstallable: Compatibility['notInstallable'] | undefined,
): Promise<void> {
	const compatibility = merged(recorded(), results, notInstallable, TARGETS);
	const options = { ...(await resolveConfig(RECORD)), filepath: RECORD };
	writeFileSync(RECORD, await format(JSON.stringify(compatibility), options));
	writeFileSync(PAGE, page(compatibility));
}

function recorded(): Compatibility {
	try {
		return JSON.parse(readFileSync(RECORD, 'utf8')) as Compatibility;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		return { results: [] };
	}
}

main().then(
	(passed) => {
		if (!passed) process.exitCode = 1;
	},
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
