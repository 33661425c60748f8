import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './runtime';

const run = promisify(execFile);
const npmOptions = { shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024 };

/**
 * Packs the built package into `folder`, as it would be published, and returns the tarball's path.
 * @throws Error with npm's words when packing fails.
 */
export async function packPackage(folder: string): Promise<string> {
	mkdirSync(folder, { recursive: true });
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
		...npmOptions,
		cwd: root,
	});
	const [packed] = JSON.parse(stdout) as Array<{ filename: string }>;
	if (packed === undefined) throw new Error('npm pack made nothing.');
	return join(folder, packed.filename);
}

/**
 * Installs the tarball where n8n looks for community packages: the nodes folder of its user folder, with
 * npm, as n8n's documentation tells self-hosters to. n8n must be started (again) afterwards.
 */
export async function installIntoN8n(tarball: string, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	mkdirSync(nodes, { recursive: true });
	rmSync(join(nodes, 'node_modules', 'n8n-nodes-kernelhost-killb'), {
		recursive: true,
		force: true,
	});
	// n8n itself installs without peer dependencies: it brings n8n-workflow along.
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	await run('npm', ['install', tarball, ...flags], { ...npmOptions, cwd: nodes });
}
