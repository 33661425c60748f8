import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess, tailOf, type RunningProcess } from './childProcess';
import { freePorts } from './freePort';
import { n8nCommand, pathWithN8nNode } from './runtime';
import { waitFor } from './waitFor';

export interface N8nServerOptions {
	/** N8N_USER_FOLDER: the folder of database, settings and community packages. */
	userFolder: string;
	/** Environment variables that are added to n8n's or override them. */
	env?: NodeJS.ProcessEnv;
	/** Those of an n8n that ran before, so that its addresses stay the same; otherwise free ones. */
	ports?: Ports;
	/**
	 * The command of n8n's own command line: `start` (default), or `webhook` or `worker` of queue
	 * mode.
	 */
	args?: string[];
	/** Options of Node itself, such as `--inspect`. */
	nodeOptions?: string[];
}

export interface Ports {
	web: number;
	runnersBroker: number;
}

export interface N8nServer {
	/** Editor, REST and webhooks, without a trailing slash. */
	url: string;
	ports: Ports;
	process: RunningProcess;
	userFolder: string;
	stop: () => Promise<void>;
}

/**
 * Keeps n8n on this machine and quiet; hosts of n8n that it can't reach anyway only fill the log.
 */
const quiet: NodeJS.ProcessEnv = {
	N8N_ENCRYPTION_KEY: 'e2e-only-key',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
};

/**
 * Starts a real n8n on free ports of loopback and waits until it is ready.
 * @throws Error with the end of n8n's log when it ends instead, or is not ready in three minutes.
 */
export async function startN8n({
	userFolder,
	env = {},
	ports: given,
	args = ['start'],
	nodeOptions = [],
}: N8nServerOptions): Promise<N8nServer> {
	mkdirSync(userFolder, { recursive: true });
	const ports = given ?? (await twoFreePorts());
	const url = addressOf(ports);
	const logFile = join(userFolder, 'n8n.log');
	const { command, args: parameters } = n8nCommand(args);
	const server = startProcess({
		command,
		args: [...nodeOptions, ...parameters],
		cwd: userFolder,
		logFile,
		env: { ...n8nEnvironment(userFolder, ports), ...env },
	});
	try {
		const paths =
			args[0] === 'start' ? ['/healthz/readiness', '/rest/settings'] : ['/healthz/readiness'];
		await waitFor('n8n to be ready', () => isReady(url, paths, server), {
			timeout: 180_000,
			interval: 250,
		});
	} catch (error) {
		await server.stop();
		throw new Error(`n8n did not start. Its log, ${logFile}, ends:\n${tailOf(logFile)}`, {
			cause: error,
		});
	}
	return { url, ports, process: server, userFolder, stop: () => server.stop() };
}

async function twoFreePorts(): Promise<Ports> {
	const [web = 0, runnersBroker = 0] = await freePorts(2);
	return { web, runnersBroker };
}

/** n8n up to 1.123 serves its REST API only a moment after it says that it is ready. */
async function isReady(
	url: string,
	paths: string[],
	server: RunningProcess,
): Promise<true | undefined> {
	if (server.ended() !== undefined) throw new Error(`n8n ended with ${server.ended()}.`);
	try {
		for (const path of paths) if (!(await fetch(url + path)).ok) return undefined;
		return true;
	} catch {
		return undefined;
	}
}

/** The environment of every n8n process here. */
export function n8nEnvironment(userFolder: string, ports: Ports): NodeJS.ProcessEnv {
	const url = addressOf(ports);
	return {
		...inheritedEnvironment(),
		...quiet,
		PATH: pathWithN8nNode(),
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(ports.web),
		// Where a worker, which has no URL, says that it is ready.
		QUEUE_HEALTH_CHECK_PORT: String(ports.web),
		N8N_RUNNERS_BROKER_PORT: String(ports.runnersBroker),
		N8N_EDITOR_BASE_URL: url,
		WEBHOOK_URL: `${url}/`,
	};
}

/** Runs one of n8n's own commands on the database of a user folder, and waits for its end. */
export function runN8nCommand(userFolder: string, given: string[]): void {
	const { command, args } = n8nCommand(given);
	const ports = { web: 0, runnersBroker: 0 };
	execFileSync(command, args, { env: n8nEnvironment(userFolder, ports), stdio: 'pipe' });
}

function addressOf({ web }: Ports): string {
	return `http://127.0.0.1:${web}`;
}

/**
 * This machine's environment without settings meant for another n8n or for the Node and npm of this
 * process.
 */
function inheritedEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) => !/^(N8N_|DB_|NODE_OPTIONS$|npm_|TSX_|EXECUTIONS_|QUEUE_|WEBHOOK_)/i.test(name),
		),
	);
}
