import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nodeIn } from '../test/support/n8n/runtime';
import { run } from './command';
import { ROOT, SCRATCH } from './target';

/** What scripts/setup knows how to install: a folder's packages, a Node, or a real n8n with its Node and database driver. */
type What = 'packages' | 'node' | 'n8n';

/**
 * Installs what `pinned` names, in package.json and lock file, into `.tmp/versions/<name>`, unless it is there already.
 * @returns that folder
 * @throws Error with npm's own words when it can't be installed
 */
export async function install(what: What, pinned: string, name: string): Promise<string> {
	const folder = path.join(SCRATCH, name);
	const prepare = path.join(__dirname, 'prepare.mjs');
	const log = `install-${name.replaceAll('/', '-')}`;
	const { succeeded, output } = await run(log, [process.execPath, prepare, what, pinned, folder]);
	if (!succeeded) throw new Error(output.slice(output.indexOf('FAILED')));
	return folder;
}

/** The Node of a major version, as versions/node pins it. */
export async function installNode(major: string): Promise<string> {
	const name = `node/${major}`;
	return nodeIn(await install('node', path.join(__dirname, name), name));
}

/** The version of a package that is installed in a folder. */
export function installedVersion(folder: string, name: string): string {
	const file = path.join(folder, 'node_modules', name, 'package.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Where test/support/n8n has its n8n, the one that all other tests run. */
export const E2E = path.join(ROOT, 'test/support/n8n');
