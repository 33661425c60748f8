import { createRequire } from 'node:module';
import path from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import { installedPackages } from '../../support/engine';

const line = String(process.env['VERSIONS_ENGINE']);
const { dependencies } = createRequire(__filename)(path.join(line, 'package.json')) as {
	dependencies: Record<string, string>;
};

/** The loaded packages of n8n, by the folder each came from. */
const loaded = () => Object.keys(require.cache).filter((file) => /node_modules\/n8n-/.test(file));

it.each(['n8n-core', 'n8n-workflow'])('the tests use the %s of the line', (name) => {
	const { version } = jest.requireActual<{ version: string }>(`${name}/package.json`);
	expect(version).toBe(dependencies[name]);
});

it('the engine that loads the nodes, and its imports, are of the line', async () => {
	await installedPackages();
	expect(PackageDirectoryLoader).toBeDefined();
	expect(Workflow).toBeDefined();
	const folders = new Set(
		loaded().map((file) => file.replace(/(node_modules\/n8n-[^/]+).*/, '$1')),
	);
	expect([...folders].sort()).toEqual([
		path.join(line, 'node_modules/n8n-core'),
		path.join(line, 'node_modules/n8n-workflow'),
	]);
});
