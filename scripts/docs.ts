/**
 * `npm run docs`: writes the operation tables into the README of each language; a test fails while
 * they differ from the code. `npm run -s docs -- --json`: prints every operation of both action
 * nodes as JSON instead.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { operations } from './operationList';
import { README_FILES, withTables } from './readmeTables';

if (process.argv.includes('--json')) {
	process.stdout.write(`${JSON.stringify(operations(), null, '\t')}\n`);
} else {
	for (const name of README_FILES) {
		const file = path.join(__dirname, '..', name);
		writeFileSync(file, withTables(name, readFileSync(file, 'utf8')));
	}
}
