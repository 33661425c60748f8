/**
 * `npm run dev`: a real n8n with the package built from the current sources. n8n reloads the
 * package after each change, and notifies an open editor. Its database and its log are kept in
 * .tmp/dev. `-- --sandbox` starts the sandbox as well, with a credential for each service in n8n;
 * `-- --inspect` lets a debugger attach.
 */
import { execFile } from 'node:child_process';
import {
	closeSync,
	mkdirSync,
	openSync,
	readFileSync,
	readSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import manifest from '../../../package.json';
import { detailsAt } from '../../../sandbox/shared/details';
import { RELOAD_FAILED, startDevN8n } from './devN8n';
import { freePorts } from './freePort';
import { N8nClient } from './n8nClient';
import type { N8nServer } from './n8nServer';
import { n8nNode, root, scratchFolder } from './runtime';
import { SandboxProcess } from './sandboxProcess';
import { createCredentials, owner } from './stack';

const folder = join(scratchFolder, 'dev');
const userFolder = join(folder, 'n8n');
/** The well-known ports, which stay the same; another one for n8n's if it is in use. */
const N8N_PORT = 5678;
const SANDBOX_PORT = 8787;
const INSPECTOR_PORT = 9229;
const stops: Array<() => Promise<void>> = [];

async function main(): Promise<void> {
	const { values: options } = parseArgs({
		options: { sandbox: { type: 'boolean' }, inspect: { type: 'boolean' } },
	});
	takeFolder();
	if (options.sandbox) {
		const sandbox = await SandboxProcess.start(join(folder, 'sandbox.log'), SANDBOX_PORT);
		stops.unshift(sandbox.stop);
	}

	console.log('Starting n8n …');
	const [other = 0, runnersBroker = 0] = await freePorts(2);
	const { server, built, stop } = await startDevN8n(
		root,
		{
			userFolder,
			ports: { web: (await isFree(N8N_PORT)) ? N8N_PORT : other, runnersBroker },
			nodeOptions: options.inspect ? [`--inspect=127.0.0.1:${INSPECTOR_PORT}`] : [],
		},
		tellUpdate,
	);
	stops.unshift(stop);
	void server.process.exited.then((status) => void end(`n8n ended with ${status}.`, 1));
	await setUp(server);
	follow(server.process.logFile, built);

	console.log(`
  Editor    ${server.url}
  Sign in   ${owner.email}   ${owner.password}
  Sandbox   http://127.0.0.1:${SANDBOX_PORT}/${options.sandbox ? '' : '   (not started: npm run dev -- --sandbox, or npm run sandbox)'}${
		options.inspect ? `\n  Debugger  127.0.0.1:${INSPECTOR_PORT}` : ''
	}
  Log       ${server.process.logFile}

Save a file below core/, credentials/ or nodes/, and n8n loads the package again. Ctrl-C stops everything.
`);
}

/** @throws Error when another run uses the folder: two n8n must not share a database */
function takeFolder(): void {
	mkdirSync(folder, { recursive: true });
	const file = join(folder, 'pid');
	try {
		const pid = Number(readFileSync(file, 'utf8'));
		process.kill(pid, 0);
		throw new Error(`npm run dev runs already, as process ${pid}.`);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code !== 'ENOENT' && code !== 'ESRCH') throw error;
	}
	writeFileSync(file, String(process.pid));
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

/** The user and the credentials of a new n8n. */
async function setUp({ url }: N8nServer): Promise<void> {
	const client = new N8nClient(url);
	if (!(await client.isFresh())) return;
	await client.setUpOwner(owner);
	await createCredentials(client, { details: detailsAt(`http://127.0.0.1:${SANDBOX_PORT}`) });
}

function tellUpdate(changed: string[], error?: Error): void {
	const [first, second, ...others] = changed;
	const files = [first, second, ...(others.length > 0 ? [`${others.length} others`] : [])];
	const text = `Changed: ${files.filter(Boolean).join(', ')}`;
	console.log(error ? error.message.split('\nCaused by:')[0] : text);
}

/** Prints n8n's log from now on, such as that it reloaded the package, or why it could not. */
function follow(logFile: string, built: string): void {
	let seen = statSync(logFile).size;
	setInterval(() => {
		const { size } = statSync(logFile);
		if (size <= seen) return;
		const chunk = Buffer.alloc(size - seen);
		const log = openSync(logFile, 'r');
		readSync(log, chunk, 0, chunk.length, seen);
		closeSync(log);
		seen = size;
		process.stdout.write(chunk);
		if (chunk.includes(RELOAD_FAILED)) tellWhy(built);
	}, 200).unref();
}

/** n8n does not say why it could not load a package. */
function tellWhy(built: string): void {
	const files = [...manifest.n8n.credentials, ...manifest.n8n.nodes].map((file) =>
		join(built, file),
	);
	const load = 'process.argv.slice(1).forEach((file) => require(file))';
	execFile(n8nNode, ['--enable-source-maps', '-e', load, ...files], (_error, _stdout, stderr) =>
		process.stdout.write(stderr),
	);
}

let ending = false;

async function end(reason: string, status: number): Promise<void> {
	if (ending) return;
	ending = true;
	console.log(`\n${reason}`);
	for (const stop of stops.splice(0)) await stop();
	process.exit(status);
}

for (const [signal, status] of [
	['SIGINT', 130],
	['SIGTERM', 143],
	['SIGHUP', 129],
] as const) {
	process.on(signal, () => void end('Stopping everything …', status));
}

main().catch((error: unknown) => {
	void end(error instanceof Error ? error.message : String(error), 1);
});
