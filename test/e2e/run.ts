/**
 * `npm run test:e2e`: all tests in the real n8n; `-- NAME …` those whose file's name begins with
 * it.
 *
 * One file after the other, because each has its own n8n on two cores. The files that mostly wait
 * for n8n's own pauses between its attempts run in parallel to them.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = __dirname;
const WAITING = ['lifecycleFailures', 'lifecycleListening', 'ownRegistration'];

const wanted = process.argv.slice(2);
const files = readdirSync(folder)
	.filter((file) => file.endsWith('.test.ts'))
	.filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)));

/** The output of a group is shown immediately, or kept until `show` is called. */
function run(group: string[], isShown: boolean): { ended: Promise<boolean>; show: () => void } {
	const kept: Buffer[] = [];
	if (group.length === 0) return { ended: Promise.resolve(true), show: () => undefined };
	const flags = ['--import', 'tsx', '--test', '--test-concurrency=1', '--test-reporter=spec'];
	const child = spawn(process.execPath, [...flags, ...group.map((file) => join(folder, file))], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	for (const [from, to] of [
		[child.stdout, process.stdout],
		[child.stderr, process.stderr],
	] as const) {
		from.on('data', (chunk: Buffer) => (isShown ? to.write(chunk) : kept.push(chunk)));
	}
	return {
		ended: new Promise((resolve) => child.on('close', (code) => resolve(code === 0))),
		show: () => process.stdout.write(Buffer.concat(kept)),
	};
}

async function main(): Promise<void> {
	if (files.length === 0) throw new Error(`There is no end-to-end test ${wanted.join(', ')}`);
	const isWaiting = (file: string) => WAITING.includes(file.replace('.test.ts', ''));
	const rest = files.filter((file) => !isWaiting(file));
	const others = run(rest, true);
	const waiting = run(files.filter(isWaiting), rest.length === 0);
	const ended = await Promise.all([others.ended, waiting.ended]);
	waiting.show();
	if (ended.includes(false)) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
