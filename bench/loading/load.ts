import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { modules, n8nNode, root } from '../../test/support/n8n/runtime';

/** The result of `child.cjs`. */
export interface Loaded {
	milliseconds: number;
	/** Growth of the memory in use, after a full garbage collection. */
	bytes: number;
	/** The number of loaded modules. */
	files: number;
	nodes: string[];
	credentials: string[];
	/** The credentials that the nodes use. */
	needed: string[];
	/**
	 * The number of inputs of each description; a node with several versions has several
	 * descriptions.
	 */
	inputs: number[];
	/** Bytes of all descriptions as JSON. */
	described: number;
}

/** A package, or a part of it. */
export interface Loadable {
	directory: string;
	parts: { nodes: string[]; credentials: string[] };
	/** Whether to load the lazy parts too. */
	all?: boolean;
}

const CHILD = path.join(root, 'bench', 'loading', 'child.cjs');

/**
 * Loads a package in its own process, with n8n's Node.
 * @param userFolder where n8n-core may write its settings
 * @throws Error when something was not loaded
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
			// This is how n8n lets a community package find n8n-workflow (load-nodes-and-credentials.js
			// :: init).
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
