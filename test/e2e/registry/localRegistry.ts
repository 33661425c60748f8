import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess, tailOf } from '../../support/n8n/childProcess';
import { freePorts } from '../../support/n8n/freePort';
import { n8nNode } from '../../support/n8n/runtime';
import { waitFor } from '../../support/n8n/waitFor';
import { npm } from './npm';

/**
 * Not one of e2e's own modules: the registry is no part of n8n. `scripts/setup.mjs --n8n` installs
 * it.
 */
const verdaccio = join(__dirname, 'node_modules', 'verdaccio', 'bin', 'verdaccio');

/**
 * No uplink: packages that were not published here do not exist, so nothing comes from elsewhere
 * unnoticed. YAML accepts JSON.
 */
const configuration = {
	storage: './storage',
	auth: { htpasswd: { file: './htpasswd', max_users: -1 } },
	uplinks: {},
	packages: { '**': { access: '$all', publish: '$anonymous' } },
	web: { enable: false },
	log: { type: 'stdout', format: 'pretty', level: 'http' },
};

/** A package registry on loopback (verdaccio) that only serves what was published to it. */
export class LocalRegistry {
	private constructor(
		readonly url: string,
		readonly stop: () => Promise<void>,
		private readonly folder: string,
	) {}

	/**
	 * Starts an empty one on a free port.
	 * @param folder gets its packages, its log and npm's cache
	 * @throws Error with the end of its log when it ends instead of answering.
	 */
	static async start(folder: string): Promise<LocalRegistry> {
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'config.yaml'), JSON.stringify(configuration));
		const [port = 0] = await freePorts(1);
		const logFile = join(folder, 'registry.log');
		const server = startProcess({
			command: n8nNode,
			args: [verdaccio, '-c', join(folder, 'config.yaml'), '-l', `127.0.0.1:${port}`],
			cwd: folder,
			logFile,
			env: process.env,
		});
		const url = `http://127.0.0.1:${port}/`;
		await waitFor('the registry to answer', async () => {
			if (server.ended() !== undefined) throw new Error(`It ended:\n${tailOf(logFile)}`);
			return await fetch(`${url}-/ping`).then(
				({ ok }) => ok || undefined,
				() => undefined,
			);
		});
		return new LocalRegistry(url, () => server.stop(), folder);
	}

	/** Runs npm with this registry and no other. */
	async npm(args: string[], cwd: string): Promise<string> {
		return await npm([...args, `--registry=${this.url}`], cwd, this.folder);
	}

	/** Publishes a tarball or a folder. */
	async publish(source: string): Promise<void> {
		// npm requires some token; this registry accepts any.
		const token = `--${this.url.replace('http:', '')}:_authToken=anybody`;
		await this.npm(['publish', source, '--access=public', '--tag=latest', token], this.folder);
	}
}
