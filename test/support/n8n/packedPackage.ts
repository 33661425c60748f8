import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { modules, root } from './runtime';

const run = promisify(execFile);
const npmOptions = { shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024 };

/**
 * Packs the built package into `folder`, as it would be published, and returns the tarball's path.
 * @throws Error with npm's message when packing fails.
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
 * Returns the folder of n8n's community packages, the nodes folder of its user folder. Creates it
 * if needed.
 */
export function nodesFolderOf(userFolder: string): string {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const manifest = join(nodes, 'package.json');
	mkdirSync(nodes, { recursive: true });
	// n8n creates this file at its first start. Without it npm would use the next parent folder that
	// has one.
	if (!existsSync(manifest)) writeFileSync(manifest, '{"name":"installed-nodes","private":true}');
	return nodes;
}

/**
 * If a user folder is inside this repository, Node would find the repository's own n8n-workflow
 * first, a second copy next to n8n's. Elsewhere no parent folder has one, and Node finds the one
 * that n8n names in NODE_PATH.
 */
export function linkWorkflow(userFolder: string): void {
	const link = join(userFolder, 'node_modules', 'n8n-workflow');
	if (existsSync(link)) return;
	mkdirSync(dirname(link), { recursive: true });
	symlinkSync(join(modules, 'n8n-workflow'), link, 'junction');
}

/**
 * Installs the tarball into n8n's nodes folder with npm. n8n must be started (again) afterwards.
 */
export async function installIntoN8n(tarball: string, userFolder: string): Promise<void> {
	const nodes = nodesFolderOf(userFolder);
	const flags = ['--prefix', nodes, '--ignore-scripts', '--no-audit', '--no-fund'];
	// n8n provides n8n-workflow, the peer dependency.
	linkWorkflow(userFolder);
	await run('npm', ['install', tarball, '--legacy-peer-deps', ...flags], {
		...npmOptions,
		cwd: nodes,
	});
}
