/**
 * `npm run demo`: the main job in a real n8n, with the packed package, against the sandbox. Keeps
 * running afterwards, so that the user can look around in the editor; `-- --once` exits instead,
 * with status 0 only if every check passed.
 */
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checksOf } from './checks';
import { runMainJob } from './mainJob';
import { step, style } from './progress';
import { timelineOf } from './timeline';
import { root, scratchFolder, usesBuiltInSqlite } from '../../support/n8n/runtime';
import {
	readExample,
	startStack,
	waitUntilLive,
	webhookUrl,
	type Stack,
} from '../../support/n8n/stack';

const once = process.argv.includes('--once');
/** A separate folder for each run, so that two demos do not interfere. */
const folder = join(scratchFolder, `demo-${process.pid}`);
const stops: Array<() => Promise<void>> = [];

async function main(): Promise<boolean> {
	print(style('bold', '\nA paid ramp becomes a server: the flagship workflow in a real n8n\n'));
	if (usesBuiltInSqlite()) print("  (n8n's database runs on Node's built-in SQLite here)");
	await step('Building the package', build);
	const stack = await startStack({
		folder,
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
	const evidence = await step('KillB reports a completed ramp, twice', () =>
		runMainJob(stack, workflowId),
	);

	print(style('bold', '\nWhat each side saw\n'));
	timelineOf(evidence).forEach(print);
	print(style('bold', '\nWhat was to happen\n'));
	const checks = checksOf(evidence);
	for (const { what, passed, seen } of checks) {
		print(
			`  ${passed ? style('green', '✓') : style('red', '✗')} ${what}\n    ${style('gray', seen)}`,
		);
	}
	const passed = checks.every((check) => check.passed);
	print(passed ? '\nAll of it happened.' : style('red', '\nNot all of it happened.'));
	if (!once) inviteToLook(stack, workflowId);
	return passed;
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

function inviteToLook({ client, owner, sandbox }: Stack, workflowId: string): void {
	print(`
${style('bold', 'n8n keeps running')}
  Editor    ${client.url}/workflow/${workflowId}
  Sign in   ${owner.email}   ${owner.password}
  Sandbox   ${sandbox.details.control}/journal shows what both services saw
  Once more ${fireCommand(sandbox.details.control)}

Ctrl-C stops everything.`);
}

/** A command for the user's shell that makes KillB report another completed ramp. */
function fireCommand(control: string): string {
	const event = { service: 'killb', event: 'RAMP', data: { status: 'COMPLETED' } };
	return `curl ${control}/events -H 'content-type: application/json' -d '${JSON.stringify(event)}'`;
}

function print(line: string): void {
	console.log(line);
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
