import { dirname } from 'node:path';
import { startProcess, tailOf } from '../childProcess';
import { freePorts } from '../freePort';
import { waitFor } from '../waitFor';
import { debianCommand } from './debianCommand';
import { type Service, succeeds } from './service';

/**
 * A Redis on a free port of loopback that keeps nothing on disk.
 * @throws Error that says what to install, or with the end of its log
 */
export async function startRedis(logFile: string): Promise<Service> {
	const command = debianCommand('redis-server');
	const [port = 0] = await freePorts(1);
	const server = startProcess({
		command,
		args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
		env: process.env,
		cwd: dirname(logFile),
		logFile,
	});
	const client = debianCommand('redis-cli');
	await waitFor('Redis to be ready', async () => {
		if (server.ended() !== undefined) throw new Error(`Redis ended:\n${tailOf(logFile)}`);
		return await succeeds(client, ['-h', '127.0.0.1', '-p', String(port), 'ping']);
	}).catch(async (error: unknown) => {
		await server.stop();
		throw error;
	});
	return { port, stop: () => server.stop() };
}
