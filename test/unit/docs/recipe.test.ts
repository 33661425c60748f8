import { spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';

/** Follows the steps of docs/architecture.md for a new operation in a copy of the repository. */

const ROOT = path.join(__dirname, '../../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/architecture.md'), 'utf8');
const [, afterHeading = ''] = PAGE.split('\n## Add an operation in ten minutes\n');
const [RECIPE = ''] = afterHeading.split('\n## ');

interface Block {
	/** the last file named before the block */
	file: string;
	language: string;
	text: string;
}

/** The blocks of the recipe, without the indentation of their step. */
function blocksOf(recipe: string): Block[] {
	return [...recipe.matchAll(/^( *)```(\w+)\n([\s\S]*?)^ *```$/gm)].map(
		({ 1: indent = '', 2: language = '', 3: text = '', index }) => ({
			file: [...recipe.slice(0, index).matchAll(/`([\w./-]+\.ts)`/g)].at(-1)?.[1] ?? '',
			language,
			text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
		}),
	);
}

const BLOCKS = blocksOf(RECIPE);
const FILES = BLOCKS.filter(({ language }) => language === 'ts');
const CHANGES = BLOCKS.filter(({ language }) => language === 'diff');
const COMMANDS = BLOCKS.filter(({ language }) => language === 'sh').flatMap(({ text }) =>
	text.trim().split('\n'),
);

/** The lines of a change before or after it. */
function lines(change: string, marker: '-' | '+'): string {
	return change
		.split('\n')
		.filter((line) => line.startsWith(' ') || line.startsWith(marker))
		.map((line) => `${line.slice(1)}\n`)
		.join('');
}

let copy: string;

beforeAll(() => {
	copy = mkdtempSync(path.join(tmpdir(), 'recipe-'));
	for (const name of [
		'core',
		'credentials',
		'nodes',
		'sandbox',
		'scripts',
		'test',
		'docs',
		'package.json',
		'tsconfig.json',
		'jest.config.js',
	]) {
		cpSync(path.join(ROOT, name), path.join(copy, name), {
			recursive: true,
			filter: (file) => path.basename(file) !== 'node_modules',
		});
	}
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
	for (const { file, text } of FILES) writeFileSync(path.join(copy, file), text);
	for (const { file, text } of CHANGES) {
		const before = readFileSync(path.join(copy, file), 'utf8');
		const parts = before.split(lines(text, '-'));
		if (parts.length !== 2) throw new Error(`${file} does not have once:\n${lines(text, '-')}`);
		writeFileSync(path.join(copy, file), parts.join(lines(text, '+')));
	}
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a command of the recipe as npm and npx would. */
function run(command: string): { status: number | null; output: string } {
	const { scripts } = JSON.parse(readFileSync(path.join(copy, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	};
	const script = /^npm run ([\w:]+)$/.exec(command)?.[1];
	const line = script === undefined ? command.replace(/^npx /, '') : (scripts[script] ?? '');
	const [program = '', ...parameters] = line.split(' ');
	const ended = spawnSync(path.join(copy, 'node_modules/.bin', program), parameters, {
		cwd: copy,
		encoding: 'utf8',
		// Without this jest's variables; without a build the tests of the copy run on its sources.
		env: { PATH: process.env['PATH'] },
	});
	return { status: ended.status, output: `${ended.stdout}${ended.stderr}` };
}

describe('the recipe for a new operation', () => {
	it('writes an operation and its test', () => {
		expect(FILES.map(({ file }) => file)).toEqual([
			'nodes/KernelHost/resources/order/getMany.ts',
			'test/engine/kernelhost/ordersGetMany.test.ts',
		]);
	});

	it('creates only new files', () => {
		expect(FILES.filter(({ file }) => existsSync(path.join(ROOT, file)))).toEqual([]);
	});

	it('has no type errors', () => {
		const config = ts.getParsedCommandLineOfConfigFile(
			path.join(copy, 'tsconfig.json'),
			{},
			{
				...ts.sys,
				onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
					throw new Error(String(messageText));
				},
			},
		);
		const files = [...new Set([...FILES, ...CHANGES].map(({ file }) => path.join(copy, file)))];
		const program = ts.createProgram(files, config?.options ?? {});
		const errors = files.flatMap((file) =>
			[program.getSyntacticDiagnostics, program.getSemanticDiagnostics]
				.flatMap((diagnosticsOf) => diagnosticsOf(program.getSourceFile(file)))
				.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
		);
		expect(errors).toEqual([]);
	});

	it('shows the operation in docs/operations.md', () => {
		expect(COMMANDS[0]).toBe('npm run docs');
		expect(run('npm run docs')).toEqual({ status: 0, output: '' });
		const page = readFileSync(path.join(copy, 'docs/operations.md'), 'utf8');
		expect(page).toContain('`GET /v1/orders`');
	});

	it('passes its tests', () => {
		expect(COMMANDS[1]).toMatch(/^npx jest /);
		const { status, output } = run(COMMANDS[1] ?? '');
		expect(output).toContain('PASS engine test/engine/kernelhost/ordersGetMany.test.ts');
		expect(output).toContain('PASS unit test/unit/docs/operations.test.ts');
		expect(status).toBe(0);
	});
});
