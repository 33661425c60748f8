import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalRegistry } from './localRegistry';
import { readManifest, unpack, writeManifest } from './publications';

/**
 * Installs a package into the nodes folder in the steps of the editor's *Settings › Community nodes
 * › Install* (n8n 2.41.1, `community-packages.service.js :: downloadPackage`), one by one: the page
 * itself accepts another registry than npm's only with a licence. Unlike `npm install` it leaves
 * peer dependencies out, so the nodes use n8n's own n8n-workflow.
 */
export async function installAsTheEditorDoes(
	registry: LocalRegistry,
	name: string,
	version: string,
	nodesFolder: string,
): Promise<void> {
	const folder = join(nodesFolder, 'node_modules', name);
	mkdirSync(folder, { recursive: true });
	const packed = await registry.npm(['pack', `${name}@${version}`, '--quiet'], nodesFolder);
	const tarball = join(nodesFolder, packed.trim());
	await unpack(tarball, folder);
	const manifest = readManifest(folder);
	delete manifest['devDependencies'];
	delete manifest['peerDependencies'];
	delete manifest['optionalDependencies'];
	writeManifest(folder, manifest);
	await registry.npm(
		[
			'install',
			'--audit=false',
			'--fund=false',
			'--bin-links=false',
			'--install-strategy=shallow',
			'--ignore-scripts=true',
			'--package-lock=false',
		],
		folder,
	);
	// n8n's list of installed packages.
	const ledger = readManifest(nodesFolder);
	const dependencies = ledger['dependencies'] as Record<string, string> | undefined;
	writeManifest(nodesFolder, { ...ledger, dependencies: { ...dependencies, [name]: version } });
	rmSync(tarball);
}
