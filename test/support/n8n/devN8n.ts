import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../../package.json';
import { devBuild, type DevBuild } from '../../../scripts/devBuild';
import { type N8nServer, type N8nServerOptions, startN8n } from './n8nServer';
import { linkWorkflow, nodesFolderOf } from './packedPackage';
import { waitFor } from './waitFor';

/** n8n's log lines when it reloads the package, and when it can't. */
const RELOAD = `Hot reload triggered for ${manifest.name}`;
export const RELOAD_FAILED = `Hot reload failed for ${manifest.name}`;

export interface DevN8n {
	server: N8nServer;
	/** The folder into which the package is built. */
	built: string;
	stop: () => Promise<void>;
}

/**
 * A real n8n with the package built from the sources in `repository`: it reloads the package after
 * each change.
 * @param onUpdate is called with what changed
 */
export async function startDevN8n(
	repository: string,
	options: N8nServerOptions,
	onUpdate: Parameters<DevBuild['watch']>[0],
): Promise<DevN8n> {
	const { userFolder } = options;
	const built = join(nodesFolderOf(userFolder), 'node_modules', manifest.name);
	const build = devBuild(repository, built);
	await build.update();
	linkWorkflow(userFolder);
	const server = await startN8n({ ...options, env: { ...options.env, N8N_DEV_RELOAD: 'true' } });
	try {
		await untilWatching(server, built);
	} catch (error) {
		await server.stop();
		throw error;
	}
	const unwatch = await build.watch(onUpdate);
	const stop = async () => {
		await unwatch();
		await server.stop();
	};
	return { server, built, stop };
}

/** n8n begins to watch some time after it is ready, and misses earlier changes. */
async function untilWatching({ process }: N8nServer, built: string): Promise<void> {
	const reloads = () => readFileSync(process.logFile, 'utf8').split(RELOAD).length;
	const before = reloads();
	await waitFor(
		'n8n to watch the package',
		() => {
			utimesSync(join(built, 'package.json'), new Date(), new Date());
			return reloads() > before || undefined;
		},
		{ interval: 250 },
	);
}
