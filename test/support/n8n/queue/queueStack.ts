import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../freePort';
import { N8nClient } from '../n8nClient';
import { type N8nServer, type N8nServerOptions, startN8n } from '../n8nServer';
import { installIntoN8n, packPackage } from '../packedPackage';
import { SandboxProcess } from '../sandboxProcess';
import { createCredentials, owner, type Stack, type StackOptions } from '../stack';
import { startPostgres } from './postgres';
import { queueEnvironment } from './queueEnvironment';
import { startRedis } from './redis';
import type { UnsteadyService } from './service';
import { startWorker, type Worker } from './worker';

/** n8n in queue mode, a sandbox, and both credentials. */
export interface QueueStack extends Pick<Stack, 'sandbox' | 'client' | 'credentials'> {
	/** Of the process that receives the services' webhooks. */
	webhookUrl: string;
	/** All that were ever started, also a killed one. */
	workers: Worker[];
	/** Starts one more and resolves when it accepts jobs. */
	addWorker: () => Promise<Worker>;
	postgres: UnsteadyService;
	redis: UnsteadyService;
	/**
	 * Restarts the processes of n8n that have ended, as a service manager does.
	 * @returns their names
	 */
	revive: () => Promise<string[]>;
}

/**
 * Starts one main, one webhook process and two workers, each with its own user folder and the
 * packed package in it, on a new PostgreSQL and a new Redis.
 * @throws Error that says what to install if PostgreSQL or Redis are missing
 */
export async function startQueueStack(options: StackOptions): Promise<QueueStack> {
	const { folder, step, onStarted, env = {} } = options;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const running = async <T extends { stop: () => Promise<void> }>(starting: Promise<T>) => {
		const started = await starting;
		onStarted(started.stop);
		return started;
	};
	const { postgres, redis } = await step('Starting PostgreSQL and Redis', async () => ({
		postgres: await running(startPostgres(join(folder, 'postgres.log'))),
		redis: await running(startRedis(join(folder, 'redis.log'))),
	}));
	const environment = { ...queueEnvironment(postgres, redis), ...env };
	const sandbox = await step('Starting the sandbox of KernelHost and KillB', () =>
		running(SandboxProcess.start(join(folder, 'sandbox.log'))),
	);
	const tarball = await step('Packing the package', () => packPackage(folder));

	// The main process registers the webhooks, so it must know the URL of the webhook process.
	const [web = 0, runnersBroker = 0] = await freePorts(2);
	const webhookUrl = `http://127.0.0.1:${web}`;
	const started = new Map<string, { server: N8nServer; options: N8nServerOptions }>();
	const start = async (name: string, { args, env: own, ports }: Partial<N8nServerOptions>) => {
		const userFolder = join(folder, name);
		await installIntoN8n(tarball, userFolder);
		const options = {
			userFolder,
			args: args ?? ['start'],
			env: { ...environment, WEBHOOK_URL: `${webhookUrl}/`, ...own },
			...(ports === undefined ? {} : { ports }),
		};
		const server = await startN8n(options);
		started.set(name, { server, options });
		onStarted(async () => await started.get(name)?.server.stop());
		return server;
	};
	const revive = async () => {
		const ended = [...started].filter(([, { server }]) => server.process.ended() !== undefined);
		await Promise.all(
			ended.map(async ([name, { server, options }]) => {
				const [runnersBroker = 0] = await freePorts(1);
				const ports = { ...server.ports, runnersBroker };
				started.set(name, { server: await startN8n({ ...options, ports }), options });
			}),
		);
		return ended.map(([name]) => name);
	};
	const workers: Worker[] = [];
	let names = 0;
	const addWorker = async () => {
		const worker = await startWorker(`worker${(names += 1)}`, start);
		workers.push(worker);
		return worker;
	};
	const main = await step('Starting the main process of n8n', () => start('main', {}));
	await step('Starting a webhook process and two workers', async () => {
		const webhook = start('webhook', { args: ['webhook'], ports: { web, runnersBroker } });
		await Promise.all([webhook, addWorker(), addWorker()]);
	});
	const client = new N8nClient(main.url);
	const credentials = await step('Setting up the owner and both credentials', async () => {
		await client.setUpOwner(owner);
		// The main process has to create KillB's secret, and the webhook process to find it in the
		// database.
		return await createCredentials(client, sandbox, { webhookSecret: '' });
	});
	const services = { sandbox, postgres, redis };
	return { ...services, client, credentials, webhookUrl, workers, addWorker, revive };
}
