import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT, SCRATCH } from './target';

export interface Finished {
	/** Whether the exit status was 0. */
	succeeded: boolean;
	/** What it wrote to both streams. */
	output: string;
}

/** Runs a program to its end. What it says is shown, returned, and kept in `.tmp/versions/logs/<log>.log`. */
export async function run(
	log: string,
	[program = '', ...parameters]: string[],
	env: NodeJS.ProcessEnv = process.env,
	cwd = ROOT,
): Promise<Finished> {
	const folder = path.join(SCRATCH, 'logs');
	mkdirSync(folder, { recursive: true });
	const file = createWriteStream(path.join(folder, `${log}.log`));
	const child = spawn(program, parameters, {
		cwd,
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
		// On Windows npm is a .cmd file, which only a shell can start.
		shell: program === 'npm' && process.platform === 'win32',
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			file.write(chunk);
			process.stdout.write(chunk);
		});
	}
	const code = await new Promise((resolve, reject) => {
		child.on('error', reject).on('close', resolve);
	});
	file.end();
	return { succeeded: code === 0, output };
}

/** This environment with `node`'s folder first in PATH, so that what a test starts by name is the same Node. */
export function environmentOf(node: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const PATH = path.dirname(node) + path.delimiter + (process.env['PATH'] ?? '');
	return { ...process.env, PATH, NO_COLOR: '1', ...more };
}
