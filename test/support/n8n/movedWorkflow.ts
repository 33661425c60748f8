import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './runtime';

/** The commands in docs/install.md that move a workflow to the other packages, and back. */
const COMMANDS = [
	...readFileSync(join(root, 'docs/install.md'), 'utf8').matchAll(
		/^(sed .*) workflow\.json > moved\.json$/gm,
	),
].map(([, command = '']) => command);

/**
 * Runs the documented command on a workflow's file.
 * @param to the packages for one service, or the combined one
 * @returns what the command prints
 */
export function movedWorkflow(file: string, to: 'single' | 'combined'): string {
	const command = COMMANDS[to === 'single' ? 0 : 1];
	if (COMMANDS.length !== 2 || command === undefined) throw new Error('docs/install.md changed');
	return execFileSync('sh', ['-c', `${command} "$0"`, file], { encoding: 'utf8' });
}
