/**
 * `npm run test:e2e`: all tests in the real n8n; `-- NAME …` those whose file's name begins with
 * it.
 *
 * Each file has its own n8n, so two files run at a time. A third lane begins with the files that
 * mostly wait for n8n's own pauses between its attempts. The output of a file is shown when it has ended.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = __dirname;
const WAITING = [
	...['lifecycleFailures', 'lifecycleListening', 'ownRegistration'],
	...['waitInQueueMode', 'waitUntilDone'],
];

const wanted = process.argv.slice(2);
const files = readdirSync(folder)
	.filter((file) => file.endsWith('.test.ts'))
	.filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)));

/** Runs one file; resolves to whether all of its tests passed. */
async function run(file: string): Promise<boolean> {
	const flags = ['--import', 'tsx', '--test', '--test-reporter=spec'];
	const started = Date.now();
	console.log(`${file} …`);
	const child = spawn(process.execPath, [...flags, join(folder, file)], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const output: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => output.push(chunk));
	}
	const passed = await new Promise<boolean>((resolve) =>
		child.on('close', (code) => resolve(code === 0)),
	);
	const seconds = Math.round((Date.now() - started) / 1000);
	process.stdout.write(Buffer.concat(output));
	console.log(`${file}: ${passed ? 'passed' : 'FAILED'} after ${seconds} s`);
	return passed;
}

/** Runs files one after the other, taking them from lists that other lanes share. */
async function lane(...shared: string[][]): Promise<string[]> {
	const failed: string[] = [];
	const next = () => shared.find((list) => list.length > 0)?.shift();
	for (let file = next(); file !== undefined; file = next()) {
		if (!(await run(file))) failed.push(file);
	}
	return failed;
}

async function main(): Promise<void> {
	if (files.length === 0) throw new Error(`There is no end-to-end test ${wanted.join(', ')}`);
	const isWaiting = (file: string) => WAITING.includes(file.replace('.test.ts', ''));
	const waiting = files.filter(isWaiting);
	const rest = files.filter((file) => !isWaiting(file));
	const failed = (
		await Promise.all([lane(rest, waiting), lane(rest, waiting), lane(waiting)])
	).flat();
	console.log(`${files.length - failed.length} files passed, ${failed.length} failed`);
	if (failed.length === 0) return;
	console.log(failed.join('\n'));
	process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
