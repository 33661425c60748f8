import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { packPackage } from '../../support/n8n/packedPackage';
import { root } from '../../support/n8n/runtime';
import { LocalRegistry } from './localRegistry';
import { publishNextVersion, publishPeer, readManifest } from './publications';

/** This package in its own registry, as it is built now. */
export class PublishedPackage {
	readonly name: string;
	readonly version: string;

	private constructor(
		readonly registry: LocalRegistry,
		private readonly tarball: string,
		private readonly folder: string,
	) {
		({ name: this.name, version: this.version } = readManifest(root));
	}

	/** @param folder is emptied first; keeps the registry's files */
	static async start(folder: string): Promise<PublishedPackage> {
		rmSync(folder, { recursive: true, force: true });
		const registry = await LocalRegistry.start(folder);
		try {
			const tarball = await packPackage(folder);
			await registry.publish(tarball);
			await publishPeer(registry, join(folder, 'n8n-workflow'));
			return new PublishedPackage(registry, tarball, folder);
		} catch (error) {
			await registry.stop();
			throw error;
		}
	}

	/** Publishes the same files as the next version; returns its number. */
	async publishNext(): Promise<string> {
		return await publishNextVersion(this.registry, this.tarball, join(this.folder, 'next'));
	}
}
