import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs npm as on a fresh machine: without the settings of this repository or of this user, which
 * `npm run` passes on in the environment, and with its own cache in `folder`. Returns what it wrote
 * to standard output.
 * @throws Error with npm's message.
 */
export async function npm(args: string[], cwd: string, folder: string): Promise<string> {
	const environment = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
	const { stdout } = await run('npm', args, {
		cwd,
		shell: process.platform === 'win32',
		maxBuffer: 64 * 1024 * 1024,
		env: {
			...Object.fromEntries(environment),
			npm_config_userconfig: join(folder, 'no-npmrc'),
			npm_config_cache: join(folder, 'npm-cache'),
			npm_config_update_notifier: 'false',
		},
	});
	return stdout;
}
