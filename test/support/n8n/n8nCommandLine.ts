import { join } from 'node:path';
import { startProcess, tailOf } from './childProcess';
import { freePorts } from './freePort';
import { n8nEnvironment } from './n8nServer';
import { n8nCommand } from './runtime';
import { waitFor } from './waitFor';

/**
 * Runs one command of n8n's command line, such as `export:workflow`, on the database of a user
 * folder.
 * @throws Error with the end of its log when it fails, or has not ended in two minutes
 */
export async function runN8nCommand(userFolder: string, args: string[]): Promise<void> {
	const [web = 0, runnersBroker = 0] = await freePorts(2);
	const logFile = join(userFolder, `${String(args[0]).replace(':', '-')}.log`);
	const command = startProcess({
		...n8nCommand(args),
		cwd: userFolder,
		logFile,
		env: n8nEnvironment(userFolder, { web, runnersBroker }),
	});
	try {
		const end = await waitFor(`n8n ${args.join(' ')}`, command.ended, { timeout: 120_000 });
		if (end !== 0) throw new Error(`n8n ${args.join(' ')} ended with ${end}:\n${tailOf(logFile)}`);
	} finally {
		await command.stop();
	}
}
