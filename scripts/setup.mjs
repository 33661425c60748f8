/**
 * Makes node_modules match the lock files, so that a fresh clone needs nothing but Node and npm.
 *
 *   node scripts/setup.mjs          the package's own development dependencies
 *   node scripts/setup.mjs --n8n    also the real n8n of e2e/, with the Node runtime it needs, and the package registry of its tests
 *
 * Built-ins only: it runs before anything is installed. Does nothing, in a fraction of a second, when
 * all is in place. Writes to stderr only: the standard output belongs to the command that comes after.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forgetNpmSettingsOf, installPackages } from './setup/packages.mjs';
import { prepareRealN8n } from './setup/realN8n.mjs';
import { SetupError } from './setup/steps.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const oldestNode = [20, 19];

try {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
		throw new SetupError(
			`Node ${oldestNode.join('.')} or newer is needed; this is ${process.version}.`,
		);
	}
	forgetNpmSettingsOf(root);
	await installPackages(root, 'development dependencies, about 500 MB');
	if (process.argv.includes('--n8n')) {
		await prepareRealN8n(process.env.E2E_N8N ?? join(root, 'e2e'));
		await installPackages(join(root, 'e2e', 'registry'), 'a package registry, about 65 MB');
	}
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	process.stderr.write(`setup: FAILED. ${error.message}\n`);
	process.exitCode = 1;
}
