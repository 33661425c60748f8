import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { modules } from '../../support/n8n/runtime';
import type { LocalRegistry } from './localRegistry';

const run = promisify(execFile);

export interface Manifest {
	name: string;
	version: string;
	n8n?: { n8nNodesApiVersion: number; nodes: string[]; credentials: string[] };
	[field: string]: unknown;
}

export function readManifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

export function writeManifest(folder: string, manifest: Manifest): void {
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
}

/** Unpacks a package's tarball into `folder`. */
export async function unpack(tarball: string, folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
}

/**
 * Publishes the content of a tarball once more, as the next version, and returns that version.
 * @param folder is created; gets the next version's files
 */
export async function publishNextVersion(
	registry: LocalRegistry,
	tarball: string,
	folder: string,
): Promise<string> {
	await unpack(tarball, folder);
	const manifest = readManifest(folder);
	const [major, minor] = manifest.version.split('.').map(Number);
	const version = `${major}.${Number(minor) + 1}.0`;
	writeManifest(folder, { ...manifest, version });
	await registry.publish(folder);
	return version;
}

/**
 * Publishes the peer dependency `n8n-workflow`, n8n's own copy: npm installs peers, so a
 * self-hoster who runs `npm install` gets a copy next to the nodes, and the nodes use that one and
 * not n8n's. Its own dependencies are left to n8n, which lets every package find n8n's modules
 * (NODE_PATH): 60 packages that make no difference to the nodes.
 */
export async function publishPeer(registry: LocalRegistry, folder: string): Promise<void> {
	cpSync(join(modules, 'n8n-workflow'), folder, { recursive: true });
	const { name, version, main, exports } = readManifest(folder);
	writeManifest(folder, { name, version, main, exports });
	await registry.publish(folder);
}
