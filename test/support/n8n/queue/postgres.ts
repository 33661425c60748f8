import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, tailOf } from '../childProcess';
import { freePorts } from '../freePort';
import { waitFor } from '../waitFor';
import { debianCommand, giveToUnprivileged, unprivileged } from './debianCommand';
import { succeeds, type UnsteadyService } from './service';

/** The superuser of the new cluster; loopback needs no password. */
export const DATABASE = { user: 'n8n', database: 'postgres' };

/**
 * A new PostgreSQL on a free port of loopback. Its data is below the system's folder for temporary
 * files, because its user may not be able to enter the repository's.
 * @throws Error that says what to install, or with the end of its log
 */
export async function startPostgres(logFile: string): Promise<UnsteadyService> {
	const initdb = debianCommand('initdb');
	const [port = 0] = await freePorts(1);
	const folder = mkdtempSync(join(tmpdir(), 'n8n-e2e-postgres-'));
	giveToUnprivileged(folder);
	const data = join(folder, 'data');
	const options = ['-U', DATABASE.user, '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'];
	const init = unprivileged(initdb, ['-D', data, ...options]);
	execFileSync(init.command, init.args, { cwd: folder, stdio: 'pipe' });
	const settings = [
		`port=${port}`,
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		// The machine does not crash, so nothing must reach its disk. The server may (`crash`): what it
		// reports as committed must be written.
		'fsync=off',
	];
	const start = () =>
		startProcess({
			...unprivileged(debianCommand('postgres'), [
				'-D',
				data,
				...settings.flatMap((setting) => ['-c', setting]),
			]),
			env: process.env,
			cwd: folder,
			logFile,
		});
	let server = start();
	const stop = async () => {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	const isReady = debianCommand('pg_isready');
	const ready = async () =>
		await waitFor('PostgreSQL to be ready', async () => {
			if (server.ended() !== undefined) throw new Error(`PostgreSQL ended:\n${tailOf(logFile)}`);
			return await succeeds(isReady, ['-h', '127.0.0.1', '-p', String(port)]);
		});
	await ready().catch(async (error: unknown) => {
		await stop();
		throw error;
	});
	return {
		port,
		stop,
		pause: () => server.pause(),
		resume: () => server.resume(),
		// As `pg_ctl stop -m immediate`: a killed one would leave its processes and their shared memory
		// behind.
		crash: async () => {
			process.kill(server.pid, 'SIGQUIT');
			await server.exited;
		},
		restart: async () => {
			server = start();
			await ready();
		},
	};
}
