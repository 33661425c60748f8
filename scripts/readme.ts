import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { README_FILES, withTables } from './readmeTables';

// Writes the tables of operations into the README of each language. A test fails while they differ from the code.
for (const name of README_FILES) {
	const file = path.join(__dirname, '..', name);
	writeFileSync(file, withTables(name, readFileSync(file, 'utf8')));
}
