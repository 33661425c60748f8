import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withTables } from './readmeTables';

// Writes the tables of operations into the README. A test fails while they differ from the code.
const file = path.join(__dirname, '..', 'README.md');
writeFileSync(file, withTables(readFileSync(file, 'utf8')));
