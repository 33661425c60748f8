import path from 'node:path';

const line = String(process.env['VERSIONS_ENGINE']) + path.sep;

/**
 * Packages that the line does not include, and no n8n runs: the linters and the command line of
 * n8n's own development tools.
 */
const tools =
	/node_modules\/@n8n\/(?:node-cli|scan-community-package|eslint-plugin-community-nodes)\//;

// Everything of n8n that a test file has loaded by its end, also through others, was of the line.
afterAll(() => {
	const ofN8n = Object.keys(require.cache).filter(
		(file) => /node_modules\/(?:@n8n|n8n-core|n8n-workflow)\//.test(file) && !tools.test(file),
	);
	expect(ofN8n.filter((file) => !file.startsWith(line))).toEqual([]);
});
