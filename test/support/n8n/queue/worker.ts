import { readFileSync } from 'node:fs';
import type { N8nServer, N8nServerOptions } from '../n8nServer';

/** Executions that a worker runs at the same time. */
export const CONCURRENCY = 5;

export interface Worker {
	name: string;
	/** Kills it and its task runner (SIGKILL). */
	kill: () => Promise<void>;
	/** How many executions it has begun, by its log. */
	begun: () => number;
}

/** Starts a worker, which is ready when it accepts jobs. */
export async function startWorker(
	name: string,
	start: (name: string, options: Partial<N8nServerOptions>) => Promise<N8nServer>,
): Promise<Worker> {
	const { process } = await start(name, {
		args: ['worker', `--concurrency=${CONCURRENCY}`],
		env: { QUEUE_HEALTH_CHECK_ACTIVE: 'true', N8N_WORKER_SERVER_ADDRESS: '127.0.0.1' },
	});
	const begun = () =>
		readFileSync(process.logFile, 'utf8').split('Worker started execution').length - 1;
	return { name, kill: process.kill, begun };
}
