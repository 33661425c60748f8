import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The repository. */
export const root = join(__dirname, '../../..');

/** The folder for the files of runs; ignored by git. */
export const scratchFolder = join(root, '.tmp');

/**
 * The folder in which n8n and its dependencies are installed: this one, or the one that E2E_N8N
 * names (`npm run test:versions` uses others).
 */
const home = process.env['E2E_N8N'] ?? __dirname;

/** Its packages. */
export const modules = join(home, 'node_modules');

/** Whether the installed n8n is older than a version, such as 2.40. */
export function isOlderThan(major: number, minor: number): boolean {
	const manifest = readFileSync(join(modules, 'n8n', 'package.json'), 'utf8');
	const { version } = JSON.parse(manifest) as { version: string };
	const [itsMajor = 0, itsMinor = 0] = version.split('.').map(Number);
	return itsMajor < major || (itsMajor === major && itsMinor < minor);
}

/** The program of the npm package `node` that is installed in a folder. */
export function nodeIn(folder: string): string {
	return join(
		folder,
		'node_modules',
		'node',
		'bin',
		process.platform === 'win32' ? 'node.exe' : 'node',
	);
}

/** The Node that n8n needs. */
export const n8nNode = nodeIn(home);

/**
 * The command that runs n8n on the Node of the npm package `node`; `scripts/setup.mjs --n8n`
 * installs both. If the native database driver could not be built, Node's own SQLite replaces it.
 */
export function n8nCommand(args: string[]): { command: string; args: string[] } {
	const driver = usesBuiltInSqlite() ? ['--require', join(__dirname, 'nodeSqliteDriver.cjs')] : [];
	return {
		command: n8nNode,
		args: [...driver, join(modules, 'n8n', 'bin', 'n8n'), ...args],
	};
}

/** Whether n8n's database runs on Node's own SQLite; `E2E_SQLITE=builtin` selects it. */
export function usesBuiltInSqlite(): boolean {
	const built = join(modules, 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
	return process.env['E2E_SQLITE'] === 'builtin' || !existsSync(built);
}

/** n8n starts other processes (the task runner) by the name `node`, so its Node comes first. */
export function pathWithN8nNode(): string {
	return dirname(n8nNode) + delimiter + (process.env['PATH'] ?? '');
}
