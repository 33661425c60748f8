/**
 * `npm run demo`: the main job in a real n8n, with the packed package, against the sandbox. Keeps
 * running afterwards, so that the user can look around in the editor; `-- --once` exits instead,
 * with status 0 only if every check passed. `-- --lazy` sets n8n's two settings for many deliveries.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checksOf } from './checks';
import { runMainJob } from './mainJob';
import { isTerminal, print, step, style } from './progress';
import { timelineOf } from './timeline';
import { LAZY_EXPRESSIONS } from '../../support/n8n/lazyExpressions';
import { root, scratchFolder, usesBuiltInSqlite } from '../../support/n8n/runtime';
import {
	readExample,
	startStack,
	waitUntilLive,
	webhookUrl,
	type Stack,
} from '../../support/n8n/stack';

const once = process.argv.includes('--once');
const env = process.argv.includes('--lazy') ? LAZY_EXPRESSIONS : {};
/** A separate folder for each run, so that two demos do not interfere. */
const folder = join(scratchFolder, `demo-${process.pid}`);
const stops: Array<() => Promise<void>> = [];

async function main(): Promise<boolean> {
	print(style('bold', '\nA paid ramp becomes a server: the flagship workflow in a real n8n\n'));
	if (usesBuiltInSqlite()) print("  (n8n's database runs on Node's built-in SQLite here)");
	if (isBuilt()) print('  The build is up to date');
	else await step('Building the package', build);
	const stack = await startStack({
		folder,
		env,
		step,
		onStarted: (stop) => stops.unshift(stop),
	});
	for (const [service, id] of Object.entries(stack.credentials)) {
		await step(`Testing the ${service} credential, as its button does`, async () => {
			const { status, message } = await stack.client.testCredential(id);
			if (status !== 'OK') throw new Error(message);
		});
	}
	const workflowId = await step('Importing and publishing the workflow', () => publish(stack));
	const evidence = await step(
		'KillB sends a forged event, an early one, and the completed ramp twice',
		() => runMainJob(stack, workflowId),
	);

	print(style('bold', '\nWhat each side saw\n'));
	timelineOf(evidence).forEach(print);
	print(style('bold', '\nWhat should happen\n'));
	const checks = checksOf(evidence);
	for (const { what, passed, seen } of checks) {
		print(
			`  ${passed ? style('green', '✓') : style('red', '✗')} ${what}\n    ${style('gray', seen)}`,
		);
	}
	const passed = checks.every((check) => check.passed);
	print(passed ? '\nAll checks passed.' : style('red', '\nNot all checks passed.'));
	if (!once) await inviteToLook(stack, workflowId);
	return passed;
}

/** Whether the build is newer than all that it is made from. */
function isBuilt(): boolean {
	const sources = ['core', 'credentials', 'nodes', 'scripts', 'gulpfile.js', 'package-lock.json'];
	const built = join(root, 'dist/nodes/KillB/KillB.node.js');
	return existsSync(built) && sources.every((name) => newest(join(root, name)) < newest(built));
}

/** The time of the last change of a file, or in a folder: of files, and of their number. */
function newest(path: string): number {
	const found = statSync(path);
	if (!found.isDirectory()) return found.mtimeMs;
	return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

async function build(): Promise<void> {
	const child = spawn('npm', ['run', '--silent', 'build'], {
		cwd: root,
		shell: process.platform === 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const code = await new Promise((resolve, reject) =>
		child.on('error', reject).on('close', resolve),
	);
	if (code !== 0) throw new Error(`npm run build ended with ${String(code)}:\n${output}`);
}

/**
 * Publishes the example `paid-ramp-to-server.json`, waits until both of its triggers are live, and
 * registers them with the services.
 */
async function publish({ client, sandbox }: Stack): Promise<string> {
	const workflow = readExample('paid-ramp-to-server.json');
	const created = await client.createWorkflow(workflow);
	await client.publish(created);
	const urls = {
		killb: webhookUrl(client.url, workflow, 'killBTrigger'),
		kernelhost: webhookUrl(client.url, workflow, 'kernelHostTrigger'),
	};
	await Promise.all(Object.values(urls).map(waitUntilLive));
	await sandbox.control('PUT', '/webhooks', urls);
	return created.id;
}

/** Says where to look, and on a terminal opens it in the browser. */
async function inviteToLook({ client, owner, sandbox }: Stack, workflowId: string): Promise<void> {
	const editor = `${client.url}/workflow/${workflowId}`;
	const sandboxPage = new URL(sandbox.details.control).origin;
	print(`
${style('bold', 'n8n and the sandbox keep running')}
  Editor    ${editor}
  Sign in   ${owner.email}   ${owner.password}
  Sandbox   ${sandboxPage}

${style('bold', 'Try next')}
  1. In the editor, open Executions: each node shows what it received and returned.
  2. On the sandbox's page, send another RAMP event with the status COMPLETED: a server is ordered.
  3. On the sandbox's page, break the next response: n8n retries, and nothing is ordered twice.

Ctrl-C stops everything.`);
	if (!isTerminal || process.env['CI'] !== undefined) return;
	const { default: open } = await import('open');
	// A machine without a browser still has the links above.
	for (const url of [sandboxPage, editor]) await open(url).catch(() => undefined);
}

/** Keeps files only if they help to find a problem. */
async function stopAll(keepFiles = false): Promise<void> {
	for (const stop of stops.splice(0)) await stop();
	if (!keepFiles) rmSync(folder, { recursive: true, force: true });
	else if (existsSync(folder)) print(`The logs are in ${folder}.`);
}

/**
 * Exits with the conventional status of a process that was ended by a signal. A second signal
 * changes nothing: everything is stopping.
 */
function stopOn(signal: NodeJS.Signals, status: number): void {
	let stopping = false;
	process.on(signal, () => {
		if (stopping) return;
		stopping = true;
		print('\nStopping everything …');
		void stopAll().finally(() => process.exit(status));
	});
}

stopOn('SIGINT', 130);
stopOn('SIGTERM', 143);
stopOn('SIGHUP', 129);
main()
	.catch((error: unknown) => {
		console.error(`\n${error instanceof Error ? error.message : String(error)}`);
		return undefined;
	})
	.then(async (passed) => {
		if (passed !== undefined && !once) return;
		await stopAll(passed !== true);
		process.exitCode = passed === true ? 0 : 1;
	})
	.catch((error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	});
