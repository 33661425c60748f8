import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { modules, n8nNode, root } from '../../test/support/n8n/runtime';

/** What `child.cjs` found. */
export interface Loaded {
	milliseconds: number;
	/** Memory in use after a full collection, over what it was before. */
	bytes: number;
	/** Modules that were loaded. */
	files: number;
	nodes: string[];
	credentials: string[];
	/** The credentials that the nodes name. */
	needed: string[];
	/** How many inputs each description has; a node of several versions has several. */
	inputs: number[];
	/** Bytes of all descriptions as JSON. */
	described: number;
}

/** A package, or a part of it. */
export interface Loadable {
	directory: string;
	parts: { nodes: string[]; credentials: string[] };
	/** Whether what is put off until it is used is loaded too. */
	all?: boolean;
}

const CHILD = path.join(root, 'bench', 'loading', 'child.cjs');

/**
 * Loads in a process of its own, on the Node of n8n.
 * @param userFolder where n8n-core may write its settings
 * @throws Error when not all was loaded
 */
export async function load(
	{ directory, parts, all = false }: Loadable,
	userFolder: string,
): Promise<Loaded> {
	const parameters = [modules, directory, JSON.stringify(parts), ...(all ? ['all'] : [])];
	const { stdout } = await promisify(execFile)(n8nNode, ['--expose-gc', CHILD, ...parameters], {
		env: {
			...process.env,
			N8N_USER_FOLDER: userFolder,
			// So n8n itself lets a community package find n8n-workflow (load-nodes-and-credentials.js ::
			// init).
			NODE_PATH: modules,
			NODE_DISABLE_COMPILE_CACHE: '1',
		},
	});
	const loaded = JSON.parse(stdout) as Loaded;
	expectAll(loaded, parts);
	return loaded;
}

function expectAll(loaded: Loaded, { nodes, credentials }: Loadable['parts']): void {
	const problems = [
		loaded.nodes.length !== nodes.length && 'not every node was loaded',
		loaded.credentials.length !== credentials.length && 'not every credential was loaded',
		loaded.needed.some((name) => !loaded.credentials.includes(name)) &&
			'a node names a credential that was not loaded',
		loaded.inputs.some((count) => count === 0) && 'a node has no inputs',
	].filter((problem) => problem !== false);
	if (problems.length > 0) throw new Error(`${problems.join(', ')}: ${JSON.stringify(loaded)}`);
}
