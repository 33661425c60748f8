/**
 * `npm run docs`: writes the tables of operations into docs/operations.md and docs/agents.md, and
 * the forms of KillB's items (outputSchemas.ts); tests fail while they differ from the code. `npm run -s docs -- --json`: prints every operation of both action nodes as
 * JSON instead.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AGENTS_PAGE, withAgentTable } from './agentTable';
import { operations } from './operationList';
import { OPERATIONS_PAGE, withTables } from './operationTables';
import { writeOutputSchemas } from './outputSchemas';

if (process.argv.includes('--json')) {
	process.stdout.write(`${JSON.stringify(operations(), null, '\t')}\n`);
} else {
	rewrite(OPERATIONS_PAGE, withTables);
	rewrite(AGENTS_PAGE, withAgentTable);
	writeOutputSchemas();
}

function rewrite(page: string, withTable: (text: string) => string): void {
	const file = path.join(__dirname, '..', page);
	writeFileSync(file, withTable(readFileSync(file, 'utf8')));
}
