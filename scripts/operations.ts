import { operations } from './operationList';

// Prints every operation of both action nodes as JSON, for documentation and for whoever checks coverage.
process.stdout.write(`${JSON.stringify(operations(), null, '\t')}\n`);
