import path from 'node:path';

/** The repository. */
export const ROOT = path.resolve(__dirname, '..');
/** Where runs install, and keep their logs; ignored by git. */
export const SCRATCH = path.join(ROOT, '.tmp', 'versions');

export type Kind = 'engine' | 'node' | 'demo';

/** One run: the engine tests on a line's n8n-core, all jest tests on a Node, or the demo in a real n8n. */
export interface Target {
	kind: Kind;
	/** What `--only` or `--node` calls it: the line of n8n, `newest`, or the major version of Node. */
	name: string;
	/** The major version of the Node that it runs on; the demo brings its own. */
	node?: string;
	/** The version of n8n whose engine is pinned; in the demo the folder's own package.json says it. */
	n8n?: string;
	/** Older than the minimum: the nodes must refuse to run. */
	isTooOld?: true;
}

/**
 * Oldest first. Each line is tried with a patch whose packages the registry has (2.36.9 and 2.41.3 lack some), on the oldest Node that this n8n
 * accepts (`engines` of the package `n8n`: 2.20 from 22.16, 2.30 from 22.22, 2.36 from 24).
 */
export const TARGETS: Target[] = [
	{ kind: 'engine', name: '2.20', n8n: '2.20.12', node: '22', isTooOld: true },
	{ kind: 'engine', name: '2.30', n8n: '2.30.8', node: '22', isTooOld: true },
	{ kind: 'engine', name: '2.36', n8n: '2.36.0', node: '24' },
	{ kind: 'engine', name: '2.41', n8n: '2.41.1', node: '24' },
	{ kind: 'node', name: '20' },
	{ kind: 'node', name: '22' },
	{ kind: 'node', name: '24' },
	{ kind: 'demo', name: '2.36' },
	{ kind: 'demo', name: 'newest' },
];

export interface Choice {
	engine: boolean;
	demo: boolean;
	/** Major versions of Node. */
	node: string[];
	/** Names of engine and demo targets. */
	only: string[];
}

/** The targets that the command line asks for; all of them if it asks for none in particular. */
export function chosen({ engine, demo, node, only }: Choice): Target[] {
	const kinds: Kind[] = [];
	if (engine) kinds.push('engine');
	if (demo) kinds.push('demo');
	if (kinds.length === 0 && (only.length > 0 || node.length === 0)) kinds.push('engine', 'demo');
	if (node.length > 0 || (!engine && !demo && only.length === 0)) kinds.push('node');
	const found = TARGETS.filter(({ kind, name }) => {
		const names = kind === 'node' ? node : only;
		return kinds.includes(kind) && (names.length === 0 || names.includes(name));
	});
	const unknown = [...node, ...only].filter(
		(name) => !found.some((target) => target.name === name),
	);
	if (unknown.length > 0) throw new Error(`There is no such target: ${unknown.join(', ')}`);
	return found;
}
