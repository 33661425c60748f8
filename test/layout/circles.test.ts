import path from 'node:path';
import {
	circlesIn,
	contracted,
	foldersOf,
	type Graph,
	importsAmong,
	importsWithin,
	sourcesBelow,
	specifiersIn,
} from './importGraph';

/*
 * ESLint's `import-x/no-cycle` ignores `import type` and folders. Here each folder is checked from
 * its parent: the files directly in the parent, and each folder in it as a whole, must not import
 * in a circle. So a file may import what is in a folder next to it, as a barrel file does, and a
 * file in that folder may import another file next to the folder, as an operation imports its
 * service's definition; but not the barrel, and nothing that imports the barrel.
 */
const ROOT = path.join(__dirname, '../..');
/** The folders that are checked; files are checked everywhere. */
const LAYERED = ['core', 'nodes', 'credentials', 'sandbox'];

const files = importsAmong(ROOT, sourcesBelow(ROOT));

/** Circles as text: the members of each, and one example for each import between two of them. */
function described(graph: Graph, of: (file: string) => string): string[] {
	return circlesIn(contracted(graph, of)).map((circle) => {
		const imports = [...graph].flatMap(([file, targets]) =>
			[...targets]
				.map((target) => ({ from: of(file), to: of(target), says: `${file} -> ${target}` }))
				.filter(({ from, to }) => from !== to && circle.includes(from) && circle.includes(to)),
		);
		const examples = new Map(imports.map(({ from, to, says }) => [`${from} -> ${to}`, says]));
		return [circle.join(', '), ...examples.values()].join('\n\t');
	});
}

/** The circles among the entries of a folder; `''` is the root. */
function circlesAmongEntries(graph: Graph, folder: string): string[] {
	const depth = folder === '' ? 0 : folder.split('/').length;
	return described(importsWithin(graph, folder), (file) =>
		file
			.split('/')
			.slice(0, depth + 1)
			.join('/'),
	);
}

test('no file imports in a circle', () => {
	expect(files.size).toBeGreaterThan(500);
	expect(described(files, (file) => file)).toEqual([]);
});

test('no folder imports in a circle', () => {
	const layered = new Map(
		[...files].filter(([file]) => LAYERED.includes(file.split('/')[0] ?? '')),
	);
	const folders = foldersOf(layered);
	expect(folders).toEqual(expect.arrayContaining(['', 'nodes/shared', 'sandbox/killb']));
	expect(folders.flatMap((folder) => circlesAmongEntries(layered, folder))).toEqual([]);
});

describe('the circle check', () => {
	test.each([
		["import { a } from './x';"],
		["import './x';"],
		["import type { A } from './x';"],
		["import { type A } from './x';"],
		["export * from './x';"],
		["export type { A } from './x';"],
		["import a = require('./x');"],
		["const a = require('./x');"],
		["const a = async () => await import('./x');"],
		["type A = import('./x').A;"],
	])('finds the import in %s', (text) => {
		expect(specifiersIn(text)).toEqual(['./x']);
	});

	const graphOf = (imports: Record<string, string[]>): Graph =>
		new Map(Object.entries(imports).map(([file, targets]) => [file, new Set(targets)]));

	test('finds a circle of three, without files that only lead to or away from it', () => {
		const graph = graphOf({ before: ['a'], a: ['b'], b: ['c'], c: ['a', 'after'], after: [] });
		expect(circlesIn(graph)).toEqual([['a', 'b', 'c']]);
	});

	test('finds two folders that import each other without a circle of files', () => {
		const graph = graphOf({ 'x/a': ['y/b'], 'y/b': [], 'y/deep/c': ['x/d'], 'x/d': [] });
		expect(circlesIn(graph)).toEqual([]);
		expect(circlesAmongEntries(graph, '')).toEqual(['x, y\n\tx/a -> y/b\n\ty/deep/c -> x/d']);
	});

	test('finds a folder that imports a file that imports it', () => {
		const graph = graphOf({ 'x/index': ['x/deep/a'], 'x/deep/a': ['x/b'], 'x/b': ['x/index'] });
		expect(circlesAmongEntries(graph, 'x')).toHaveLength(1);
	});

	test('allows a folder to import a file next to it', () => {
		const graph = graphOf({ 'x/index': ['x/deep/a'], 'x/deep/a': ['x/b'], 'x/b': [] });
		expect(circlesAmongEntries(graph, 'x')).toEqual([]);
	});
});
