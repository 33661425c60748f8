import { dirname } from 'node:path';
import { startProcess, tailOf } from '../childProcess';
import { freePorts } from '../freePort';
import { waitFor } from '../waitFor';
import { debianCommand } from './debianCommand';
import { succeeds, type UnsteadyService } from './service';

/**
 * A Redis on a free port of loopback that stores nothing on disk.
 * @throws Error that says what to install, or with the end of its log
 */
export async function startRedis(logFile: string): Promise<UnsteadyService> {
	const command = debianCommand('redis-server');
	const [port = 0] = await freePorts(1);
	const start = () =>
		startProcess({
			command,
			args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
			env: process.env,
			cwd: dirname(logFile),
			logFile,
		});
	let server = start();
	const client = debianCommand('redis-cli');
	const ready = async () =>
		await waitFor('Redis to be ready', async () => {
			if (server.ended() !== undefined) throw new Error(`Redis ended:\n${tailOf(logFile)}`);
			return await succeeds(client, ['-h', '127.0.0.1', '-p', String(port), 'ping']);
		});
	await ready().catch(async (error: unknown) => {
		await server.stop();
		throw error;
	});
	return {
		port,
		stop: async () => await server.stop(),
		pause: () => server.pause(),
		resume: () => server.resume(),
		crash: async () => await server.kill(),
		restart: async () => {
			server = start();
			await ready();
		},
	};
}
