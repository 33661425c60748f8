import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../test/support/n8n/runtime';
import { tables, withSimulation } from './tables';

// Writes the simulation's tables into docs/scale.md. A test fails while they differ from what the shipped token bucket gives.
const file = path.join(root, 'docs', 'scale.md');
writeFileSync(file, withSimulation(readFileSync(file, 'utf8'), tables()));
