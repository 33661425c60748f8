#!/usr/bin/env node
/**
 * The command of this folder as a package of its own. The sources are run as they are: npm can then fetch them from git and start
 * them, with nothing to build.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/cjs/api';

// Otherwise the one of the folder that the command is called in would count.
process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL('command.tsconfig.json', import.meta.url));
register();
createRequire(import.meta.url)('./start.ts');
