/**
 * `npm run check`: run it after each change. It checks types, lint and format concurrently, each
 * with a cache in .tmp/check. Lint checks only changed files, so an error that a change causes in
 * another file shows only in `npm test`. Format checks the files that differ from HEAD, or with
 * `-- --all` the whole repository. Exits with 1 if one of the three fails.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
const MEMORY = path.join(ROOT, '.tmp', 'check');

interface Tool {
	title: string;
	program: string;
	parameters: string[];
}

function tools(): Tool[] {
	const files = process.argv.includes('--all') ? ['.'] : changedFiles();
	return [
		{
			title: 'types',
			program: 'typescript/bin/tsc',
			parameters: ['--incremental', '--tsBuildInfoFile', path.join(MEMORY, 'types.tsbuildinfo')],
		},
		{
			title: 'lint',
			program: 'eslint/bin/eslint.js',
			parameters: [
				'.',
				'--max-warnings',
				'0',
				'--cache',
				'--cache-strategy',
				'content',
				'--cache-location',
				path.join(MEMORY, 'lint.json'),
			],
		},
		...(files.length === 0
			? []
			: [
					{
						title: 'format',
						program: 'prettier/bin/prettier.cjs',
						parameters: ['--check', '--ignore-unknown', '--log-level', 'warn', ...files],
					},
				]),
	];
}

/** Returns the existing files that differ from HEAD or are untracked. */
function changedFiles(): string[] {
	const git = (...parameters: string[]) =>
		execFileSync('git', [...parameters, '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0');
	return [
		...git('diff', '--name-only', '--relative', '--diff-filter=d', 'HEAD'),
		...git('ls-files', '--others', '--exclude-standard'),
	].filter((file) => file !== '' && existsSync(path.join(ROOT, file)));
}

/** Runs a tool and prints its output in one piece. @returns whether it passed */
function run({ title, program, parameters }: Tool): Promise<boolean> {
	const started = Date.now();
	return new Promise((resolve) => {
		const child = spawn(
			process.execPath,
			[path.join(ROOT, 'node_modules', program), ...parameters],
			{ cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
		);
		const said: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
		child.on('error', (error) => said.push(Buffer.from(`${error.message}\n`)));
		child.on('close', (code) => {
			const seconds = ((Date.now() - started) / 1000).toFixed(1);
			const verdict = code === 0 ? 'passed' : 'FAILED';
			process.stdout.write(`${Buffer.concat(said).toString()}${title}: ${verdict}, ${seconds} s\n`);
			resolve(code === 0);
		});
	});
}

async function main(): Promise<void> {
	mkdirSync(MEMORY, { recursive: true });
	const passed = await Promise.all(tools().map(run));
	if (passed.includes(false)) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
