import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { transformFile } from '@swc/core';
import { watch } from 'chokidar';

const FOLDERS = ['core', 'credentials', 'nodes'];
/** The wait before a build: an editor saves in several steps. */
const SETTLE_MS = 30;

export interface DevBuild {
	/** Updates the package from the sources. @returns the sources that had changed */
	update(): Promise<string[]>;
	/**
	 * Updates after each change of a source, and reports it. @returns a function that stops it, once
	 * it has started
	 */
	watch(onUpdate: (changed: string[], error?: Error) => void): Promise<() => Promise<void>>;
}

/**
 * Builds the package for development: one file per source, with a source map and without type
 * checks. That takes a second for everything and some milliseconds for one file; the shipped build
 * takes half a minute.
 * @param repository the folder of package.json and the sources
 * @param destination a folder of n8n, emptied first
 */
export function devBuild(repository: string, destination: string): DevBuild {
	rmSync(destination, { recursive: true, force: true });
	mkdirSync(path.join(destination, 'dist'), { recursive: true });
	// For n8n, and for the source that imports it: in the shipped build that is one value.
	for (const folder of ['.', 'dist']) {
		const copy = path.join(destination, folder, 'package.json');
		copyFileSync(path.join(repository, 'package.json'), copy);
	}
	/** The modification time of each built source. */
	const built = new Map<string, number>();

	const update = async (): Promise<string[]> => {
		const sources = new Map(FOLDERS.flatMap((folder) => sourcesIn(repository, folder)));
		const changed = [...sources].filter(([file, at]) => built.get(file) !== at);
		const gone = [...built.keys()].filter((file) => !sources.has(file));
		for (const file of gone) {
			rmSync(builtFile(destination, file), { force: true });
			built.delete(file);
		}
		await Promise.all(changed.map(([file]) => build(repository, destination, file)));
		changed.forEach(([file, at]) => built.set(file, at));
		return [...changed.map(([file]) => file), ...gone];
	};

	return {
		update,
		watch: async (onUpdate) => {
			let timer: NodeJS.Timeout | undefined;
			let last = Promise.resolve();
			const tell = async () => {
				try {
					const changed = await update();
					if (changed.length > 0) onUpdate(changed);
				} catch (error) {
					onUpdate([], error as Error);
				}
			};
			// Node's own recursive watch loses files that an editor replaces.
			const watcher = watch(FOLDERS, { cwd: repository, ignoreInitial: true });
			watcher.on('all', () => {
				clearTimeout(timer);
				timer = setTimeout(() => {
					last = last.then(tell);
				}, SETTLE_MS);
			});
			await once(watcher, 'ready');
			return async () => {
				clearTimeout(timer);
				await watcher.close();
				await last;
			};
		},
	};
}

/** Returns each file of a folder, as a path in the repository, with its modification time. */
function sourcesIn(repository: string, folder: string): Array<[file: string, changed: number]> {
	return readdirSync(path.join(repository, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => {
			const file = path.join(entry.parentPath, entry.name);
			return [path.relative(repository, file), changedAt(file)];
		});
}

function changedAt(file: string): number {
	return statSync(file).mtimeMs;
}

function builtFile(destination: string, source: string): string {
	return path.join(destination, 'dist', source.replace(/\.ts$/, '.js'));
}

async function build(repository: string, destination: string, source: string): Promise<void> {
	const from = path.join(repository, source);
	const to = builtFile(destination, source);
	mkdirSync(path.dirname(to), { recursive: true });
	if (!source.endsWith('.ts')) return await copyFile(from, to);
	const { code } = await transformFile(from, {
		configFile: false,
		swcrc: false,
		jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
		module: { type: 'commonjs' },
		// Inline, so that a save changes one file; the path leads a debugger to the source.
		sourceMaps: 'inline',
		sourceFileName: from,
	});
	writeFileSync(to, code);
}
