'use strict';

/**
 * `node --expose-gc child.cjs MODULES DIRECTORY PARTS [all]`: loads a package with n8n-core's
 * loader, as n8n does with each community package when it starts, and prints time and memory as
 * JSON. MODULES: where n8n is installed; DIRECTORY: the package; PARTS: its parts to load, in the
 * form of `n8n` in a package.json. `all` also loads the lazy parts of the package.
 *
 * Plain JavaScript, because a TypeScript loader would slow down the measured code.
 */
const { readdirSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { performance } = require('node:perf_hooks');

const [modules, directory, parts, all] = process.argv.slice(2);
const fromN8n = createRequire(path.join(modules, 'index.js'));
fromN8n('reflect-metadata');
fromN8n('n8n-workflow');
const { PackageDirectoryLoader } = fromN8n('n8n-core');

class Loader extends PackageDirectoryLoader {
	constructor(chosen) {
		super(directory);
		this.packageJson = { ...this.packageJson, n8n: chosen };
	}
}

/** Returns the bytes in use after a full garbage collection, on and off the heap. */
function reachable() {
	for (let time = 0; time < 3; time++) globalThis.gc();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

function javaScriptOf(folder) {
	return readdirSync(folder, { recursive: true })
		.filter((file) => file.endsWith('.js'))
		.map((file) => path.join(folder, file));
}

async function main() {
	// Warm-up: the loader has run once and written its first log line.
	await new Loader({ nodes: [], credentials: [] }).loadAll();
	const loader = new Loader(JSON.parse(parts));
	const files = all ? javaScriptOf(path.join(directory, 'dist')) : [];
	const before = { bytes: reachable(), files: Object.keys(require.cache).length };
	const start = performance.now();
	await loader.loadAll();
	for (const file of files) require(file);
	const milliseconds = performance.now() - start;
	const { types, nodeTypes, credentialTypes } = loader;
	const loaded = {
		milliseconds,
		bytes: reachable() - before.bytes,
		files: Object.keys(require.cache).length - before.files,
		nodes: Object.keys(nodeTypes),
		credentials: Object.keys(credentialTypes),
		needed: types.nodes.flatMap(({ credentials = [] }) => credentials.map(({ name }) => name)),
		inputs: types.nodes.map(({ properties }) => properties.length),
		described: Buffer.byteLength(JSON.stringify(types)),
	};
	process.stdout.write(JSON.stringify(loaded));
}

void main();
